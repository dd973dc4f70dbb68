import type { CustomerScript } from '../script';

/** Twelve companies that do not exist, with the kind of notes that support people really keep. */
export const customers: readonly CustomerScript[] = [
  {
    key: 'rakennus',
    name: 'Rakennus Harjula Oy',
    businessId: '9901234-5',
    phones: ['09 000 1100'],
    domain: 'harjula.example',
    environment: [
      'Kaari 8.2 omalla palvelimella (KAARI01, Windows Server 2022), varmistus joka yö klo 02.\nTyömailla 14 tablettia, 4G. Työmaakoppien verkko katkeilee: ensin aina ”näkyykö palkit?”.\nTulostin toimistolla A3, ajuri asennettu käsin – päivitys rikkoo.\nPalvelimelle ei päivityksiä palkka-ajon viikolla (15.–20. pv).',
      'Kaari 8.2 on their own server (KAARI01, Windows Server 2022), backup every night at 02.\n14 tablets on the sites, 4G. The site huts lose the network: always ask “how many bars?” first.\nOffice printer A3, driver installed by hand – updates break it.\nNo server updates in payroll week (15th–20th).',
    ],
    contract: ['Laaja tuki, arkisin 7–17', 'Extended support, weekdays 7–17'],
    tags: [['oma palvelin', 'own server']],
  },
  {
    key: 'leipomo',
    name: 'Leipomo Vehnänen Ky',
    businessId: '9902345-6',
    phones: ['03 000 1210', '040 000 0121'],
    domain: 'vehnanen.example',
    environment: [
      'Pilvi. Kaksi kassaa (myymälä ja tori), toripäivinä ke ja la käyttö alkaa klo 5.30.\nEi atk-ihmistä. Yrittäjä itse puhelimessa, soita aamupäivällä klo 10 jälkeen.\nVaaka kytketty sarjaporttiin USB-sovittimella – jos hinnat eivät tule, irrota ja kytke sovitin.',
      'Cloud. Two tills (shop and market), on market days (Wed, Sat) they start at 5:30.\nNo IT person. The owner answers the phone, call after 10 in the morning.\nThe scale is on a serial port through a USB adapter – if prices do not come, unplug and replug it.',
    ],
    contract: ['Perustuki, arkisin 8–16', 'Basic support, weekdays 8–16'],
    tags: [
      ['pilvi', 'cloud'],
      ['kassa', 'till'],
    ],
  },
  {
    key: 'terveys',
    name: 'Lääkärikeskus Kuusama Oy',
    businessId: '9903456-7',
    phones: ['+358 9 000 1300'],
    domain: 'kuusama.example',
    environment: [
      'Pilvi, kirjautuminen toimikortilla. 46 käyttäjää, kolme toimipistettä.\nEtäyhteys vain heidän TeamViewerillään, pyydä lupa vastaanoton esimieheltä.\nPotilastietoja EI tikettiin eikä kuvakaappauksiin.\nAjanvarauksen rajapinta on räätälöity (Kuusama-liitin 2.1), dokumentti kansiossa Asiakkaat/Kuusama.',
      'Cloud, sign-in by smart card. 46 users, three sites.\nRemote access only with their own TeamViewer, ask the reception manager for permission.\nNO patient data in tickets or screenshots.\nThe booking interface is custom (Kuusama connector 2.1), document in Customers/Kuusama.',
    ],
    contract: ['Laaja tuki, arkisin 7–20, päivystys', 'Extended support, weekdays 7–20, on call'],
    tags: [
      ['pilvi', 'cloud'],
      ['terveydenhuolto', 'health care'],
      ['räätälöity', 'customised'],
    ],
  },
  {
    key: 'kuljetus',
    name: 'Kuljetus Aaltonen & Pojat Oy',
    businessId: '9904567-8',
    phones: ['02 000 1400'],
    domain: 'aaltonenpojat.example',
    environment: [
      'Pilvi + ajoneuvopäätteet (22 kpl, Android 13). Päätteiden ohjelma päivittyy vain terminaalin wlanissa.\nAjojärjestelijä Pertti tietää kaiken, lomalla heinäkuun.\nRahtikirjat tulostuvat Turun terminaalissa matriisikirjoittimella.',
      'Cloud + vehicle terminals (22, Android 13). Their software updates only on the depot wifi.\nThe dispatcher Pertti knows everything, on holiday in July.\nWaybills are printed on a dot matrix printer at the Turku depot.',
    ],
    contract: ['Perustuki, arkisin 8–16', 'Basic support, weekdays 8–16'],
    tags: [
      ['pilvi', 'cloud'],
      ['mobiili', 'mobile'],
    ],
  },
  {
    key: 'koulu',
    name: 'Saarenpään lukiosäätiö sr',
    businessId: '9905678-9',
    phones: ['05 000 1500'],
    domain: 'saarenpaa.example',
    environment: [
      'Pilvi, tunnukset tulevat heidän hakemistostaan (synkronointi klo 3).\nElokuussa ja tammikuussa paljon uusia käyttäjiä: ohjaa massatuontiin, älä tee käsin.\nRehtori haluaa kuukausiraportin ennen 5. päivää.',
      'Cloud, accounts come from their directory (sync at 3 am).\nMany new users in August and January: point them to bulk import, do not create by hand.\nThe principal wants the monthly report before the 5th.',
    ],
    contract: ['Perustuki, arkisin 8–16', 'Basic support, weekdays 8–16'],
    tags: [
      ['pilvi', 'cloud'],
      ['hakemistosynkronointi', 'directory sync'],
    ],
  },
  {
    key: 'konepaja',
    name: 'Teräsniemen Konepaja Oy',
    businessId: '9906789-0',
    phones: ['014 000 1600'],
    domain: 'terasniemi.example',
    environment: [
      'Kaari 7.9 omalla palvelimella – EI ole päivitetty, koska tuotannon liitin (OPC) on tehty 7-sarjalle.\nPalvelinta hoitaa ulkopuolinen (Verkkopalvelu Niemi), ovat tavoitettavissa 9–15.\nHallin päätteet kosketusnäyttöjä, käsineet kädessä: isot painikkeet päällä asetuksissa.',
      'Kaari 7.9 on their own server – NOT upgraded, because the production connector (OPC) was made for 7.\nThe server is run by an outside firm (Verkkopalvelu Niemi), reachable 9–15.\nTouch screens in the hall, gloves on: large buttons are switched on in settings.',
    ],
    contract: ['Laaja tuki, arkisin 6–18', 'Extended support, weekdays 6–18'],
    tags: [
      ['oma palvelin', 'own server'],
      ['räätälöity', 'customised'],
    ],
  },
  {
    key: 'hotelli',
    name: 'Hotelli Tunturituuli Oy',
    businessId: '9907890-1',
    phones: ['016 000 1700'],
    domain: 'tunturituuli.example',
    environment: [
      'Pilvi. Vastaanotto auki yötä päivää, vuorossa usein kausityöntekijä: puhu rauhassa, kysy mitä ruudulla lukee.\nVarausjärjestelmän siirto joka tunti; jos jää jumiin, käynnistä siirto uudelleen hallinnasta (ohje 14).\nYhteydet hitaat hiihtolomilla.',
      'Cloud. Reception open day and night, often a seasonal worker on shift: take it slowly, ask what the screen says.\nBooking transfer every hour; if it sticks, restart the transfer from the console (instruction 14).\nSlow connections during the ski holidays.',
    ],
    contract: ['Perustuki, arkisin 8–16', 'Basic support, weekdays 8–16'],
    tags: [['pilvi', 'cloud']],
  },
  {
    key: 'tukku',
    name: 'Helmi-Tukku Oy',
    businessId: '9908901-2',
    phones: ['0200 000 180'],
    domain: 'helmitukku.example',
    environment: [
      'Pilvi, 31 käyttäjää. Varaston viivakoodinlukijat (Zebra) mallia vanhempi: selain vain Chrome.\nVerkkokauppa hakee saldot 15 min välein rajapinnasta, avain vaihtuu vuosittain maaliskuussa.\nTilausten tuonti Excelistä, sarakejärjestys sovittu – älä muuta.',
      'Cloud, 31 users. Older barcode readers (Zebra) in the warehouse: Chrome only.\nThe web shop fetches stock every 15 min through the API, the key changes every March.\nOrders are imported from Excel in an agreed column order – do not change it.',
    ],
    contract: ['Laaja tuki, arkisin 7–17', 'Extended support, weekdays 7–17'],
    tags: [
      ['pilvi', 'cloud'],
      ['verkkokauppa', 'web shop'],
    ],
  },
  {
    key: 'isannointi',
    name: 'Isännöinti Koivuranta Oy',
    businessId: '9909012-3',
    phones: ['08 000 1900'],
    domain: 'koivuranta.example',
    environment: [
      'Pilvi. 9 käyttäjää, 112 taloyhtiötä. Laskutusajo kuun 1. arkipäivä – silloin kiireisiä.\nSähköpostit menevät helposti roskapostiin, soita jos asia on tärkeä.',
      'Cloud. 9 users, 112 housing companies. Invoicing run on the 1st working day of the month – busy then.\nOur mail easily goes to spam, phone them if it matters.',
    ],
    contract: ['Perustuki, arkisin 8–16', 'Basic support, weekdays 8–16'],
    tags: [['pilvi', 'cloud']],
  },
  {
    key: 'elain',
    name: 'Eläinklinikka Tassula',
    businessId: '9900123-4',
    phones: ['044 000 2010'],
    domain: 'tassula.example',
    environment: [
      'Uusi asiakas, käyttöönotto kesken. Kolme työasemaa, Windows 11 Home.\nPalomuurin takana, modeemin salasana kadoksissa – operaattorilta tulossa uusi.',
      'New customer, onboarding under way. Three workstations, Windows 11 Home.\nBehind a firewall, the modem password is lost – a new one is coming from the operator.',
    ],
    contract: ['Perustuki, arkisin 8–16', 'Basic support, weekdays 8–16'],
    tags: [['uusi', 'new']],
  },
  {
    key: 'puutarha',
    name: 'Puutarha Ruusunen Oy',
    businessId: '9900234-6',
    phones: ['06 000 2100'],
    domain: 'ruusunen.example',
    environment: [
      'Pilvi, sesonki huhti–kesäkuu, muulloin vain omistajat. Kassa kasvihuoneessa: kosteus, näyttö vaihdettu kahdesti.\nRuotsi käy myös.',
      'Cloud, season April–June, otherwise only the owners. The till is in the greenhouse: damp, screen replaced twice.\nSwedish is fine too.',
    ],
    contract: ['Perustuki, arkisin 8–16', 'Basic support, weekdays 8–16'],
    tags: [
      ['pilvi', 'cloud'],
      ['kassa', 'till'],
    ],
  },
  {
    key: 'tilitoimisto',
    name: 'Tilitoimisto Saldo & Kumpp. Oy',
    businessId: '9900345-7',
    phones: ['09 000 2200'],
    domain: 'saldokumpp.example',
    environment: [
      'Pilvi. Käyttävät Kaaria myös omien asiakkaidensa puolesta – kysy aina, MINKÄ yrityksen tiedoista on kyse.\nKausiveroilmoituksen eräpäivä 12. pv: sitä ennen vasteet kuntoon.',
      'Cloud. They use Kaari on behalf of their own clients too – always ask WHICH company it is about.\nTax return is due on the 12th: answer quickly before that.',
    ],
    contract: ['Laaja tuki, arkisin 8–16', 'Extended support, weekdays 8–16'],
    tags: [
      ['pilvi', 'cloud'],
      ['kumppani', 'partner'],
    ],
  },
];
