import type { enLedger } from './en-ledger.ts';

/** What coordinators read about deliveries, in Swedish. */
export const svLedger: Readonly<Record<keyof typeof enLedger, string>> = {
  'send.message': 'Meddelande i en tråd',
  'send.pairing': 'Fadder och organisation',
  'send.welcome': 'Välkomsthälsning',
  'send.home': 'Översikt',
  'send.desk': 'Koordinatorns arbetsbord',
  'desk.showHeld': 'Osäkra meddelanden',
  'held.title': 'Osäkra meddelanden',
  'held.summary':
    '{count, plural, =0 {Inget meddelande är osäkert} one {# meddelande är osäkert} other {# meddelanden är osäkra}}',
  'held.none': '✓ Inget meddelande är osäkert.',
  'held.lead':
    'De här har skickats, men Teams bekräftade aldrig att de kom fram. Oftast har de gjort det. Om du skickar ett igen kan personen få det två gånger. Vet du att det har kommit fram, låt det vara.',
  'held.all': 'Skicka alla {count} igen',
  'held.again': 'Skicka igen',
  'held.leave': 'Låt vara',
  'held.again.done':
    '{count, plural, one {✓ # meddelande skickas igen.} other {✓ # meddelanden skickas igen.}}',
  'held.left.done': '✓ Det får vara som det är. Inget mer skickas.',
  'held.again.before': '{name} har redan skickat det igen: {when}.',
  'held.left.before': '{name} har redan låtit det vara: {when}.',
  'held.settled': 'Det är inte längre osäkert.',
  'held.cause.crash': 'Fadder avbröts mitt i sändningen',
  'held.cause.noAnswer': 'Teams svarade inte',
  'held.cause.reset': 'förbindelsen bröts',
  'held.cause.serverError': 'Teams meddelade ett eget fel',
  'held.cause.gateway': 'svaret försvann på vägen',
};
