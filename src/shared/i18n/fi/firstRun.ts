export const firstRun = {
  tagline: 'Puhelut, tiketit ja asiakkaat samassa paikassa. Toimii myös ilman verkkoa.',
  title: 'Miten aloitetaan?',
  looking: 'Yhdistetään…',
  sample: {
    title: 'Kokeile esimerkkitiedoilla',
    text: 'Valmis tiimi, jolla on asiakkaita, tikettejä ja puheluita. Mitään ei tarvitse täyttää.',
    working: 'Luodaan esimerkkitiimiä…',
    teamName: 'Esimerkkitiimi',
  },
  newTeam: {
    title: 'Aloita uusi tiimi tällä koneella',
    text: 'Tästä koneesta tulee tiimin palvelin ja sinusta tiimin vetäjä.',
    submit: 'Luo tiimi',
  },
  join: {
    title: 'Liity tiimiin',
    text: 'Tiimillä on jo palvelin, ja olet saanut siihen osoitteen, tunnuksen ja salasanan.',
    submit: 'Liity',
    other: 'Liity toiseen tiimiin toisessa osoitteessa',
  },
  signIn: {
    title: 'Kirjaudu sisään',
    titleTeam: 'Kirjaudu sisään: {{team}}',
    submit: 'Kirjaudu sisään',
    help: 'Tunnuksen ja tarvittaessa uuden salasanan saa tiimin vetäjältä.',
    already: 'Tällä palvelimella on jo tiimi. Uutta ei voi aloittaa sen rinnalle.',
  },
  waiting: {
    title: 'Tiimiä ei ole vielä perustettu',
    text: 'Tiimi perustetaan sillä koneella, jolla palvelin on käynnissä. Kun se on tehty, tästä pääsee kirjautumaan.',
  },
  teamName: 'Tiimin nimi',
  displayName: 'Oma nimi',
  user: 'Käyttäjätunnus',
  userHint: 'Pieniä kirjaimia a–z, numeroita, pisteitä ja viivoja. Tällä kirjaudutaan.',
  userWrong: 'Vain pieniä kirjaimia a–z, numeroita, pisteitä ja viivoja. Ensin kirjain tai numero.',
  password: 'Salasana',
  showPassword: 'Näytä salasana',
  address: 'Palvelimen osoite',
  addressHint: 'Esimerkiksi 192.168.1.20:5959 tai https://tuki.yritys.fi',
  strength: {
    rule: 'Vähintään 8 merkkiä. Muutama sana peräkkäin on hyvä salasana.',
    tooShort: 'Liian lyhyt: vähintään 8 merkkiä',
    weak: 'Helppo arvata',
    fair: 'Kohtalainen',
    good: 'Hyvä',
  },
  problems: {
    noConnection: {
      what: 'Luurin palvelin ei vastaa',
      next: 'Mitään ei ole hävinnyt. Tarkista, että palvelin on käynnissä ja verkko toimii, ja yritä uudelleen.',
    },
    notSetUp: {
      what: 'Palvelimella ei ole vielä tiimiä',
      next: 'Tiimi perustetaan sillä koneella, jolla palvelin on. Sen jälkeen kirjautuminen onnistuu.',
    },
    alreadySetUp: {
      what: 'Palvelimella on jo tiimi',
      next: 'Mitään ei muutettu. Avaa sivu uudelleen ja kirjaudu sisään.',
    },
    wrongPassword: {
      what: 'Tunnus tai salasana on väärä',
      next: 'Tarkista molemmat, myös isot ja pienet kirjaimet. Usea väärä yritys lukitsee tilin hetkeksi. Uuden salasanan saa tiimin vetäjältä.',
    },
    lockedOut: {
      what: 'Tili on hetkeksi lukittu',
      next: 'Salasana on mennyt monta kertaa väärin. Odota muutama minuutti ja yritä sitten uudelleen.',
    },
    noRights: {
      what: 'Tällä tunnuksella ei ole paikkaa tiimissä',
      next: 'Tunnus on olemassa, mutta sitä ei ole lisätty tiimiin. Pyydä tiimin vetäjää lisäämään se.',
    },
    notATeamServer: {
      what: 'Osoitteessa ei ole Luurin palvelinta',
      next: 'Sieltä vastasi jokin muu. Tarkista osoite. Myös langattoman verkon kirjautumissivu voi olla tiellä.',
    },
    unreachable: {
      what: 'Osoitteesta ei vastata',
      next: 'Mitään ei muutettu. Tarkista osoite sekä se, että palvelin on päällä ja näkyy tästä verkosta.',
    },
    versionMismatch: {
      what: 'Palvelin ja tämä ohjelma ovat eri versiota',
      next: 'Päivitä vanhempi niistä ja yritä uudelleen. Tämän koneen tiedot säilyvät.',
    },
    invalid: {
      what: 'Palvelin ei hyväksynyt tietoja',
      next: 'Mitään ei tallennettu. Tarkista kentät ja yritä uudelleen.',
    },
    conflict: {
      what: 'Palvelimella on jo toinen tieto samalla nimellä',
      next: 'Mitään ei muutettu. Yritä uudelleen toisella nimellä tai hetken kuluttua.',
    },
    notFound: {
      what: 'Palvelin ei tunne tätä pyyntöä',
      next: 'Mitään ei muutettu. Palvelin voi olla vanhempi kuin tämä ohjelma: päivitä se ja yritä uudelleen.',
    },
    serverError: {
      what: 'Palvelimessa on vika',
      next: 'Tallennettu työ on tallessa tällä koneella. Yritä hetken kuluttua uudelleen.',
    },
  },
};
