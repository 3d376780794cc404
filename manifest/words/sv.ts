import type { AppWords } from './words.ts';

export const sv: AppWords = {
  fullName: 'Fadder för sprintakademier',
  short: 'Din sprintakademi i Teams: uppgifter, reflektioner, möten och din fadder.',
  description: [
    'Fadder lotsar dig genom en sprintakademi i Teams och är med från början till slut.',
    'Deltagarna får uppgifterna i varje sprint och några reflektionsfrågor som kort, besvarar uppgifterna tillsammans med sin organisation och väljer själva vem som får läsa varje reflektion.',
    'Faddrarna följer sina organisationer och har en privat tråd med var och en av dem.',
    'Koordinatorerna ser hur det går för varje organisation och vem som inte har nåtts, och gör utskick.',
    'Fadder skriver på finska, svenska eller engelska: var och en väljer själv. Fadder svarar dem som finns på en akademis lista; fråga din koordinator om du borde finnas där.',
  ],
  commands: {
    tasks: 'Vad det finns att göra och vad som är gjort',
    thread: 'Skriv i en privat tråd mellan en organisation och dess fadder',
    language: 'Välj finska, svenska eller engelska',
    desk: 'För koordinatorer: hela akademin i en blick',
    sprint: 'Sprinten, uppgifterna och när de ska vara klara',
    meeting: 'När och var nästa möte är',
    help: 'Vad jag kan och vem du kan fråga',
  },
};
