import type { enGroup } from './en-group.ts';

export const fiGroup: Readonly<Record<keyof typeof enGroup, string>> = {
  'go.chat': 'Avaa oma chattisi',
  'go.public': 'Sprintti ja seuraava tapaaminen',

  'public.title': 'Akatemiassa juuri nyt',
  'public.summary': 'Sprintti ja seuraava tapaaminen',
  'public.meeting': 'Seuraava tapaaminen',
  'public.nothing': 'Ohjelmassa ei ole juuri nyt mitään tulossa.',
  'public.own': 'Oman tilanteenne, vastauksenne ja tapaamisten linkit näytän omassa chatissasi kanssani.',

  'pointer.private.title': 'Vastaan siihen omassa chatissasi',
  'pointer.private.text':
    'Täällä lukevat muutkin, joten en näytä mitään sinun tai organisaatiosi omaa. Kysy uudelleen omassa chatissasi kanssani.',
  'pointer.several.title': 'Vastaan siihen omassa chatissasi',
  'pointer.several.text':
    'En näe täältä, mitä akatemiaa tarkoitat. Kysy omassa chatissasi kanssani, niin näytän sinua koskevat asiat.',
  'pointer.stranger.title': 'Kirjoita minulle omassa chatissasi',
  'pointer.stranger.text':
    'Täällä vastaan vain niille, jotka ovat mukana kyseisessä akatemiassa, enkä tunne sinua heistä yhdeksi. Jos olet mukana, kirjoita minulle omassa chatissasi, niin selvitetään asia.',
  'pointer.trouble.title': 'Jokin meni vikaan',
  'pointer.trouble.text':
    'Vika on minun, ei sinun. Yritä hetken päästä uudelleen, täällä tai omassa chatissasi.',

  'groupHelp.title': 'Näin autan täällä',
  'groupHelp.summary': 'Näin autan tässä keskustelussa',
  'groupHelp.write': 'Mainitse minut ja kirjoita, mitä haluat tietää:',
  'groupHelp.sprint': 'sprintti, sen tehtävät ja määräpäivät',
  'groupHelp.meeting': 'milloin ja missä seuraava tapaaminen on',
  'groupHelp.help': 'tämä kortti',
  'groupHelp.own':
    'Omat tehtäväsi, vastauksesi ja keskustelusi näytän vain omassa chatissasi kanssani, en koskaan täällä.',
  'groupHelp.rest': 'Vastaan vain, kun minut mainitaan, enkä vie täältä mitään eteenpäin.',

  'greeting.title': 'Hei!',
  'greeting.summary': 'Olen Fadder, akatemian botti',
  'greeting.text':
    'Olen Fadder, akatemian botti. Mainitse minut ja kirjoita esimerkiksi ”sprintti” tai ”tapaaminen”, niin näytän, mitä akatemiassa on meneillään. Sinua koskevat asiat näytän vain omassa chatissasi kanssani.',
};
