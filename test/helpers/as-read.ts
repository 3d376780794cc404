/** A text with ordinary spaces between its words, as it is searched and compared; numbers keep the gap between their
 * thousands. */
export const asRead = (text: string): string => text.replace(/(?<!\d)\u00A0|\u00A0(?!\d)/g, ' ');
