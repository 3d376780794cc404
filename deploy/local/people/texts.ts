import type { Language } from '../../../services/domain/language.ts';

type Bank = Readonly<Record<Language, readonly string[]>>;

/** What an organisation writes to a task. */
export const TASK_TEXTS: Bank = {
  fi: [
    'Valitsimme kalustohankinnat, koska niissä on eniten päällekkäisyyttä. Vastuuhenkilönä on hallintojohtaja.',
    'Käsittelimme asiaa johtoryhmässä maanantaina. Jatkamme kahdella linjauksella ja palaamme kolmanteen syksyllä.',
    'Kymmenen suurinta luokkaa kattavat noin 80 prosenttia kuluista. Suurin on asumispalvelut.',
    'Kysymys, johon emme osaa vielä vastata: paljonko ostamme puitesopimusten ohi?',
    'Asiakkaan arki muuttuisi, jos kotihoidon hoitaja pysyisi samana. Mittaamme sitä kahdesti vuodessa.',
    'Kirjasimme roolit yhdelle sivulle. Valmistelu on selvä, seuranta ei kuulunut kenellekään.',
    'Ensimmäinen luonnos on valmis ja lähtee kommenteille. Odotamme palautetta kahdelta palvelualueelta.',
  ],
  sv: [
    'Vi valde möbelupphandlingarna, för där överlappar avtalen mest. Ansvarig är förvaltningsdirektören.',
    'Ledningsgruppen gick igenom saken i måndags. Vi går vidare med två riktlinjer och tar den tredje i höst.',
    'De tio största kategorierna står för ungefär 80 procent av utgifterna. Störst är boendeservicen.',
    'En fråga som vi inte kan besvara ännu: hur mycket köper vi vid sidan av ramavtalen?',
    'Klientens vardag skulle förändras om samma vårdare kom varje gång. Vi mäter det två gånger om året.',
    'Vi ritade rollerna på en sida. Beredningen är klar, men uppföljningen hörde inte till någon.',
    'Det första utkastet är klart och går ut på kommentar till två serviceområden.',
  ],
  en: [
    'We chose furniture purchases, where our contracts overlap most. The administrative director owns the task.',
    'The management team went through it on Monday. Two policy lines go ahead, the third waits for the autumn.',
    'The ten largest categories make up some 80 per cent of the spend. Housing services are the largest.',
    'A question we cannot answer yet: how much do we buy outside the framework agreements?',
    'The client would notice if the same nurse came every time. We will measure it twice a year.',
  ],
};

/** What a person writes to a reflection. */
export const REFLECTIONS: Bank = {
  fi: [
    'Saimme vihdoin samat ihmiset saman pöydän ääreen. Se oli vaikeampaa kuin itse asia.',
    'Yllätyin siitä, miten moni hankinta tehdään ilman, että kukaan johdossa tietää.',
    'Helpompaa kuin odotin: talous lähti heti mukaan. Vaikeampaa: ajan löytäminen.',
    'Opin naapurialueelta, että pieni kokeilu kannattaa aloittaa ennen kuin kaikki on valmista.',
    'Varaan syyskuulle kaksi tuntia palvelujohtajan kanssa ja kerron siitä tiimille.',
    'Lukua tarkistaessa selvisi, että kaksi yksikköä kirjasi saman sopimuksen kahteen kertaan.',
    'Työnjako on selkeämpi. Esimerkiksi sopimusseuranta on nyt kahden nimetyn ihmisen vastuulla.',
    'Asukkaiden omaiset huomaisivat ensimmäisenä, jos tämä onnistuisi.',
    'Kesken on vielä paljon, mutta ensimmäistä kertaa tiedän, kuka tekee seuraavan siirron.',
  ],
  sv: [
    'Vi fick äntligen samma människor kring samma bord. Det var svårare än själva saken.',
    'Det förvånade mig hur många inköp som görs utan att någon i ledningen vet om dem.',
    'Lättare än jag trodde: ekonomin var genast med. Svårare: att hitta tid.',
    'Av grannområdet lärde jag mig att man ska börja med ett litet försök innan allt är klart.',
    'Jag bokar två timmar med servicedirektören i september och berättar om det för teamet.',
    'När vi kontrollerade siffran visade det sig att två enheter hade bokfört samma avtal.',
    'Arbetsfördelningen är tydligare. Avtalsuppföljningen har till exempel två utsedda personer.',
    'De anhöriga skulle märka det först om det här lyckades.',
  ],
  en: [
    'We finally got the same people round the same table. That was harder than the matter itself.',
    'It surprised me how much is bought without anybody in management knowing.',
    'Easier than expected: finance joined at once. Harder: finding the time.',
    'From our neighbours I learned to start with a small trial before everything is ready.',
    'The families of the residents would be the first to notice.',
    'I now know who makes the next move. That is new.',
  ],
};

/** A few words beside a choice. */
export const COMMENTS: Bank = {
  fi: ['Mielellään vielä ennen lomia.', 'Puoli tuntia riittäisi.', 'Erityisesti mittareista.'],
  sv: ['Gärna före semestern.', 'En halvtimme räcker.', 'Särskilt om måtten.'],
  en: ['Before the holidays, if possible.', 'Half an hour would do.', 'About the measures above all.'],
};

/** What to change before the next meeting. */
export const FEEDBACK_TEXTS: Bank = {
  fi: [
    'Enemmän aikaa pienryhmille.',
    'Esimerkit olivat parasta, niitä lisää.',
    'Materiaali etukäteen, kiitos.',
    'Lyhyemmät esitykset.',
  ],
  sv: [
    'Mera tid för smågrupperna.',
    'Exemplen var det bästa, gärna fler.',
    'Materialet på förhand, tack.',
    'Kortare presentationer.',
  ],
  en: ['More time in small groups.', 'More examples, please.', 'Shorter presentations.'],
};

/** Where the page is that a task asked for. */
export const LINKS = [
  'https://intra.example/hankinnat/roolit',
  'https://intra.example/upphandling/avtal',
  'https://intra.example/procurement/plan-2024',
] as const;
