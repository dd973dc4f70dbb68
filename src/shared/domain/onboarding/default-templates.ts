import { newHeader } from '../record/write';
import type { StepDefinition, Template } from './checklist';

type Text = [fi: string, en: string];
interface Section {
  title: Text;
  steps: { id: string; title: Text; guide: Text; optional?: boolean; asks?: Text }[];
}

const text = ([fi, en]: Text) => ({ fi, en });

function steps(sections: Section[]): StepDefinition[] {
  return sections.flatMap((section) =>
    section.steps.map((step) => ({
      id: step.id,
      section: text(section.title),
      title: text(step.title),
      guide: text(step.guide),
      required: !step.optional,
      asks: step.asks ? text(step.asks) : null,
    })),
  );
}

const beforeStart: Section = {
  title: ['Aluksi', 'To begin'],
  steps: [
    {
      id: 'right-person',
      title: ['Oikea henkilö puhelimessa', 'The right person is on the phone'],
      guide: [
        'Kerro, miksi soitat, ja varmista että nyt on hyvä hetki (noin 15 minuuttia).',
        'Say why you are calling and check that now is a good time (about 15 minutes).',
      ],
    },
    {
      id: 'credentials',
      title: ['Tunnukset ovat tulleet perille', 'The credentials have arrived'],
      guide: [
        'Kysy, onko viesti löytynyt. Katsotaan tarvittaessa roskaposti.',
        'Ask whether the message was found. Check the spam folder if needed.',
      ],
    },
  ],
};

const wrapUp: Section = {
  title: ['Lopuksi', 'To finish'],
  steps: [
    {
      id: 'other-needs',
      title: ['Muut tarpeet kysytty', 'Other needs asked about'],
      guide: [
        '”Onko jotain muuta, missä voimme auttaa?” Kirjaa tuki- ja kehitystarpeet.',
        '“Is there anything else we can help with?” Record support and development needs.',
      ],
      optional: true,
      asks: ['Tarpeet', 'Needs'],
    },
    {
      id: 'where-help',
      title: ['Asiakas tietää, mistä saa apua', 'The customer knows where to get help'],
      guide: [
        'Kerro tuen numero, osoite ja palveluaika.',
        'Give the support number, address and service hours.',
      ],
    },
  ],
};

const installation = steps([
  beforeStart,
  {
    title: ['Asennus', 'Installation'],
    steps: [
      {
        id: 'installed',
        title: ['Ohjelma on asennettu', 'The software is installed'],
        guide: [
          'Pyydä avaamaan ohjelma. Mikä versio näkyy tietoja-ikkunassa?',
          'Ask them to open the software. Which version does the About window show?',
        ],
        asks: ['Versio', 'Version'],
      },
      {
        id: 'sign-in',
        title: ['Kirjautuminen onnistuu', 'Signing in works'],
        guide: [
          'Asiakas kirjautuu itse, sinä kuuntelet.',
          'The customer signs in themselves while you listen.',
        ],
      },
      {
        id: 'firewall',
        title: ['Yhteydet toimivat asiakkaan verkossa', "Connections work in the customer's network"],
        guide: [
          'Näkyykö yhteyden merkki vihreänä? Jos ei, kuka hoitaa palomuurin?',
          'Does the connection mark show green? If not, who manages the firewall?',
        ],
      },
      {
        id: 'printer',
        title: ['Tulostus toimii', 'Printing works'],
        guide: ['Tulostetaan testisivu.', 'Print a test page.'],
        optional: true,
      },
    ],
  },
  {
    title: ['Ensimmäinen käyttö', 'First use'],
    steps: [
      {
        id: 'first-task',
        title: ['Asiakas tekee ensimmäisen työnsä itse', 'The customer does their first task themselves'],
        guide: ['Valitkaa yksi oikea työ ja tehkää se loppuun.', 'Choose one real task and finish it.'],
      },
      {
        id: 'data',
        title: ['Tiedot näyttävät oikeilta', 'The data looks right'],
        guide: [
          'Katsokaa kolme tuttua tietoa. Puuttuuko jotain?',
          'Look at three familiar records. Is anything missing?',
        ],
      },
    ],
  },
  wrapUp,
]);

const account = steps([
  beforeStart,
  {
    title: ['Tilin käyttöönotto', 'Account set-up'],
    steps: [
      {
        id: 'users',
        title: ['Käyttäjät on lisätty', 'Users have been added'],
        guide: [
          'Keitä käyttäjiä tarvitaan ja millä oikeuksilla?',
          'Which users are needed, and with which rights?',
        ],
        asks: ['Käyttäjien määrä', 'Number of users'],
      },
      {
        id: 'two-factor',
        title: ['Kaksivaiheinen tunnistus on käytössä', 'Two-step sign-in is on'],
        guide: ['Ohjaa pääkäyttäjä asetuksiin.', 'Guide the main user to the settings.'],
      },
      {
        id: 'billing',
        title: ['Laskutustiedot ovat oikein', 'Billing details are right'],
        guide: ['Tarkista verkkolaskuosoite ja viite.', 'Check the e-invoice address and reference.'],
      },
    ],
  },
  wrapUp,
]);

const training = steps([
  {
    title: ['Julkaisukoulutus', 'Release training'],
    steps: [
      {
        id: 'notes-read',
        title: ['Julkaisutiedote on luettu', 'The release notes have been read'],
        guide: ['Jokainen tuen jäsen kuittaa.', 'Every member of support confirms.'],
      },
      {
        id: 'tried',
        title: ['Uudet ominaisuudet on kokeiltu', 'The new features have been tried'],
        guide: ['Testiympäristössä, asiakkaan silmin.', "In the test environment, with the customer's eyes."],
      },
      {
        id: 'known-errors',
        title: ['Tunnetut virheet ja kiertotiet ovat tiedossa', 'Known errors and workarounds are known'],
        guide: [
          'Mitä sanomme, kun asiakas soittaa niistä?',
          'What do we say when a customer calls about them?',
        ],
      },
      {
        id: 'instructions',
        title: ['Ohjeet on päivitetty', 'The instructions are up to date'],
        guide: [
          'Käy läpi ne ohjeet, joita muutos koskee.',
          'Go through the instructions that the change touches.',
        ],
        asks: ['Päivitetyt ohjeet', 'Updated instructions'],
      },
    ],
  },
]);

/** The templates a new team starts with. */
export function defaultTemplates(context: { now: string; author: string }): Template[] {
  const template = (id: string, fi: string, en: string, definition: StepDefinition[]) =>
    newHeader<Template>('template', id, { name: { fi, en }, steps: definition, version: 1 }, context);
  return [
    template('software-installation', 'Ohjelmiston asennus', 'Software installation', installation),
    template('account-set-up', 'Tilin käyttöönotto', 'Account set-up', account),
    template('release-training', 'Tuen julkaisukoulutus', 'Release training for support', training),
  ];
}
