import type { enGroup } from './en-group.ts';

export const fiGroup: Readonly<Record<keyof typeof enGroup, string>> = {
  'go.chat': 'Avaa kahdenkeskinen chatti',
  'go.public': 'Sprintti ja seuraava tapaaminen',

  'public.title': 'Akatemiassa juuri nyt',
  'public.summary': 'Sprintti ja seuraava tapaaminen',
  'public.meeting': 'Seuraava tapaaminen',
  'public.nothing': 'Ohjelmassa ei ole juuri nyt mitään tulossa.',
  'public.own': 'Tilanteenne, vastauksenne ja tapaamisten linkit näytän kahdenkeskisessä chatissamme.',

  'pointer.private.title': 'Vastaan siihen kahden kesken',
  'pointer.private.text':
    'Täällä lukevat muutkin, joten en näytä mitään sinun tai organisaatiosi omaa. Kysy uudelleen kahdenkeskisessä chatissamme.',
  'pointer.several.title': 'Vastaan siihen kahden kesken',
  'pointer.several.text':
    'En näe täältä, mitä akatemiaa tarkoitat. Kysy kahdenkeskisessä chatissamme, niin näytän sinua koskevat asiat.',
  'pointer.stranger.title': 'Kirjoita minulle kahden kesken',
  'pointer.stranger.text':
    'Täällä vastaan vain akatemiassa mukana oleville, enkä tunnista sinua heidän joukostaan. Jos olet mukana, kirjoita minulle kahdenkeskisessä chatissamme, niin selvitetään asia.',
  'pointer.trouble.title': 'Jokin meni vikaan',
  'pointer.trouble.text':
    'Vika on minussa, ei sinussa. Yritä hetken päästä uudelleen, täällä tai kahden kesken.',

  'groupHelp.title': 'Näin autan täällä',
  'groupHelp.summary': 'Näin autan täällä',
  'groupHelp.write': 'Mainitse minut ja kirjoita, mitä haluat tietää:',
  'groupHelp.sprint': 'sprintti, sen tehtävät ja määräpäivät',
  'groupHelp.meeting': 'milloin ja missä seuraava tapaaminen on',
  'groupHelp.help': 'tämä kortti',
  'groupHelp.own':
    'Omat tehtäväsi, vastauksesi ja keskustelusi näytän vain kahdenkeskisessä chatissamme, en koskaan täällä.',
  'groupHelp.rest': 'Vastaan vain, kun minut mainitaan, enkä vie täältä mitään eteenpäin.',

  'greeting.title': 'Hei!',
  'greeting.summary': 'Olen Fadder, akatemian botti',
  'greeting.text':
    'Olen Fadder, akatemian botti. Mainitse minut ja kirjoita esimerkiksi ”sprintti” tai ”tapaaminen”, niin näytän, mitä akatemiassa on meneillään. Sinua koskevat asiat näytän vain kahdenkeskisessä chatissamme.',
};
