/** What a file of one kind can fill, and the column names by which a field is guessed, in Finnish and English. */
export const entities = ['tickets', 'customers', 'contacts'] as const;
export type Entity = (typeof entities)[number];

const sourceId = ['id', 'sourceid', 'ticketid', 'tunniste', 'recordid', 'uuid'];
const createdAt = [
  'created',
  'createdat',
  'createddate',
  'createdon',
  'luotu',
  'luontiaika',
  'luontipaiva',
  'avattu',
  'opened',
  'openedat',
  'paivamaara',
  'pvm',
  'date',
];
const phone = [
  'phone',
  'puhelin',
  'puhelinnumero',
  'gsm',
  'matkapuhelin',
  'mobile',
  'tel',
  'puh',
  'phonenumber',
];
const email = ['email', 'sahkoposti', 'sahkopostiosoite', 'mail', 'emailaddress', 'meili'];
const customer = [
  'customer',
  'customername',
  'asiakas',
  'asiakkaannimi',
  'company',
  'companyname',
  'yritys',
  'yrityksennimi',
  'organization',
  'organisation',
  'organisaatio',
  'account',
];
const tags = ['tags', 'tunnisteet', 'labels', 'avainsanat', 'tagit'];
const notes = ['notes', 'muistiinpanot', 'huomautukset', 'huomiot', 'lisatiedot', 'kommentti', 'comments'];

export const fieldNames = {
  tickets: {
    number: [
      'number',
      'numero',
      'tikettinumero',
      'ticketnumber',
      'ticket',
      'tiketti',
      'key',
      'issuekey',
      'casenumber',
      'tunnus',
    ],
    sourceId,
    subject: ['subject', 'title', 'otsikko', 'aihe', 'summary', 'shortdescription', 'asia'],
    description: ['description', 'kuvaus', 'details', 'body', 'sisalto', 'viesti', ...notes],
    status: ['status', 'tila', 'state'],
    priority: ['priority', 'prioriteetti', 'kiireellisyys', 'tarkeys', 'urgency'],
    type: ['type', 'tyyppi', 'laji', 'issuetype', 'tickettype'],
    assignee: ['assignee', 'kasittelija', 'owner', 'omistaja', 'vastuuhenkilo', 'assignedto', 'agent'],
    group: ['group', 'ryhma', 'team', 'tiimi', 'queue', 'jono', 'assignmentgroup'],
    customer,
    contact: [
      'contact',
      'requester',
      'yhteyshenkilo',
      'pyytaja',
      'caller',
      'soittaja',
      'ilmoittaja',
      'reporter',
      'nimi',
      'name',
    ],
    contactEmail: [...email, 'requesteremail', 'contactemail'],
    contactPhone: [...phone, 'contactphone'],
    channel: ['channel', 'kanava', 'source', 'contacttype', 'yhteydenottotapa'],
    tags,
    createdAt,
    updatedAt: ['updated', 'updatedat', 'muokattu', 'paivitetty', 'modified', 'lastmodified'],
    resolvedAt: ['resolved', 'resolvedat', 'ratkaistu', 'suljettu', 'closed', 'closedat', 'valmis'],
  },
  customers: {
    name: ['name', 'nimi', ...customer],
    sourceId,
    businessId: ['businessid', 'ytunnus', 'lytunnus', 'vatnumber', 'vatid', 'alvtunnus'],
    phone,
    domain: ['domain', 'domains', 'verkkotunnus', 'website', 'www', 'kotisivu', 'kotisivut', 'url'],
    environment: ['environment', 'ymparisto', 'description', 'kuvaus', ...notes],
    contract: ['contract', 'sopimus', 'palvelutaso', 'plan'],
    tags,
    createdAt,
  },
  contacts: {
    name: ['name', 'nimi', 'kokonimi', 'fullname', 'yhteyshenkilo', 'contact', 'henkilo'],
    firstName: ['firstname', 'etunimi', 'givenname'],
    lastName: ['lastname', 'sukunimi', 'surname', 'familyname'],
    sourceId,
    title: ['title', 'titteli', 'tehtava', 'tehtavanimike', 'rooli', 'role', 'jobtitle'],
    email,
    phone,
    customer,
    language: ['language', 'kieli', 'locale'],
    notes,
    createdAt,
  },
} as const satisfies Record<Entity, Record<string, readonly string[]>>;

/** The fields of an entity, as mappings name them. */
export function fieldsOf(entity: Entity): string[] {
  return Object.keys(fieldNames[entity]);
}
