import type { enLedger } from './en-ledger.ts';

/** What coordinators read about deliveries, in Finnish. */
export const fiLedger: Readonly<Record<keyof typeof enLedger, string>> = {
  'send.message': 'Viesti keskustelussa',
  'send.pairing': 'Kummi ja organisaatio',
  'send.welcome': 'Tervetulotoivotus',
  'send.home': 'Yleiskuva',
  'send.desk': 'Koordinaattorin työpöytä',
  'desk.showHeld': 'Epävarmat viestit',
  'held.title': 'Epävarmat viestit',
  'held.summary':
    '{count, plural, =0 {Yksikään viesti ei ole epävarma} one {# viesti on epävarma} other {# viestiä on epävarmoja}}',
  'held.none': '✓ Yksikään viesti ei ole epävarma.',
  'held.lead':
    'Nämä on lähetetty, mutta Teams ei vahvistanut niiden menneen perille. Yleensä ne ovat menneet. Jos lähetät viestin uudelleen, vastaanottaja voi saada sen kahdesti. Jos tiedät sen menneen perille, anna olla.',
  'held.all': 'Lähetä kaikki {count} uudelleen',
  'held.again': 'Lähetä uudelleen',
  'held.leave': 'Anna olla',
  'held.again.done':
    '{count, plural, one {✓ # viesti lähetetään uudelleen.} other {✓ # viestiä lähetetään uudelleen.}}',
  'held.left.done': '✓ Viesti jää ennalleen. Mitään ei enää lähetetä.',
  'held.again.before': '{name} ehti jo lähettää sen uudelleen: {when}.',
  'held.left.before': '{name} ehti jo päättää, että viesti jää ennalleen: {when}.',
  'held.settled': 'Viesti ei ole enää epävarma.',
  'held.cause.crash': 'Fadderin toiminta keskeytyi kesken lähetyksen',
  'held.cause.noAnswer': 'Teams ei vastannut',
  'held.cause.reset': 'yhteys katkesi',
  'held.cause.serverError': 'Teams ilmoitti omasta viastaan',
  'held.cause.gateway': 'vastaus katosi matkalla',
};
