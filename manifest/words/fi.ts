import type { AppWords } from './words.ts';

export const fi: AppWords = {
  fullName: 'Fadder sprinttiakatemioille',
  short: 'Sprinttiakatemiasi Teamsissa: tehtävät, pohdinnat, tapaamiset ja kummi.',
  description: [
    'Fadder luotsaa sinut sprinttiakatemian läpi Teamsissa ja kulkee mukanasi alusta loppuun.',
    'Osallistujat saavat jokaisen sprintin tehtävät ja muutaman pohdintakysymyksen kortteina, vastaavat tehtäviin yhdessä organisaationsa kanssa ja valitsevat itse, kuka kunkin pohdinnan saa lukea.',
    'Kummit seuraavat omia organisaatioitaan ja keskustelevat jokaisen kanssa yksityisesti.',
    'Koordinaattorit näkevät, miten kukin organisaatio etenee ja keitä ei ole tavoitettu, ja lähettävät joukkoviestejä.',
    'Fadder kirjoittaa suomeksi, ruotsiksi tai englanniksi: jokainen valitsee itse. Se vastaa niille, jotka ovat jonkin akatemian luettelossa; kysy koordinaattorilta, jos sinunkin pitäisi olla siinä.',
  ],
  commands: {
    tasks: 'Mitä on tehtävänä ja mitä on tehty',
    thread: 'Kirjoita organisaation ja kummin yksityiseen keskusteluun',
    language: 'Valitse suomi, ruotsi tai englanti',
    desk: 'Koordinaattoreille: koko akatemia yhdellä silmäyksellä',
    sprint: 'Sprintti, sen tehtävät ja määräpäivät',
    meeting: 'Milloin ja missä seuraava tapaaminen on',
    help: 'Mitä osaan ja keneltä voit kysyä',
  },
};
