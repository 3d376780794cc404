/** Teams' three themes, as far as they are publicly known: Fluent's colours, and the sizes of its host configuration. */

export const themes = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/** What comes closest stands in where Segoe UI is missing. */
export const FONTS = "'Segoe UI', Selawik, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif";

interface Colours {
  readonly page: string;
  readonly card: string;
  /** Behind what is set apart, and behind inputs. */
  readonly box: string;
  readonly input: string;
  readonly text: string;
  readonly subtle: string;
  readonly line: string;
  /** Edges of what can be pressed or filled in. */
  readonly edge: string;
  readonly primary: string;
  readonly onPrimary: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
  readonly warningBox: string;
}

export const colours: Readonly<Record<Theme, Colours>> = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    box: '#f5f5f5',
    input: '#f5f5f5',
    text: '#242424',
    subtle: '#616161',
    line: '#e0e0e0',
    edge: '#8a8a8a',
    primary: '#5b5fc7',
    onPrimary: '#ffffff',
    accent: '#5b5fc7',
    good: '#237b4b',
    warning: '#835c00',
    attention: '#c4314b',
    warningBox: '#fff4ce',
  },
  dark: {
    page: '#1f1f1f',
    card: '#292929',
    box: '#1f1f1f',
    input: '#141414',
    text: '#ffffff',
    subtle: '#adadad',
    line: '#525252',
    edge: '#8a8a8a',
    primary: '#5b5fc7',
    onPrimary: '#ffffff',
    accent: '#a6a7dc',
    good: '#92c353',
    warning: '#f8d22a',
    attention: '#e37d80',
    warningBox: '#463100',
  },
  contrast: {
    page: '#000000',
    card: '#000000',
    box: '#000000',
    input: '#000000',
    text: '#ffffff',
    subtle: '#ffffff',
    line: '#ffffff',
    edge: '#ffffff',
    primary: '#ffff01',
    onPrimary: '#000000',
    accent: '#ffff01',
    good: '#3ff23f',
    warning: '#ffff01',
    attention: '#ffff01',
    warningBox: '#000000',
  },
};

/** What the adaptivecards library draws by. */
export function hostConfig(theme: Theme) {
  const { card, box, text, subtle, line, accent, good, warning, attention, warningBox } = colours[theme];
  const shade = (colour: string) => ({ default: colour, subtle: colour });
  const foregroundColors = {
    default: { default: text, subtle },
    accent: shade(accent),
    good: shade(good),
    warning: shade(warning),
    attention: shade(attention),
  };
  return {
    fontFamily: FONTS,
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: line },
    supportsInteractivity: true,
    textBlock: { headingLevel: 2 },
    containerStyles: {
      default: { backgroundColor: card, foregroundColors },
      emphasis: { backgroundColor: box, foregroundColors },
      warning: { backgroundColor: warningBox, foregroundColors },
    },
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline' },
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { suffix: ' *', suffixColor: 'attention', weight: 'bolder' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention', weight: 'bolder', spacing: 'small' },
    },
  };
}
