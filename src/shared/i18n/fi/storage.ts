export const storage = {
  opening: 'Avataan tämän koneen tietoja…',
  mending: 'Tarkistetaan tämän koneen tietoja…',
  migrating: 'Päivitetään tämän koneen tietoja uuteen muotoon',
  migratingText: 'Tämä tehdään kerran. Jos Luuri suljetaan kesken, päivitys jatkuu seuraavalla kerralla.',
  erasing: 'Siivotaan poistettujen henkilöiden jäljet tältä koneelta',
  erasingText:
    'Henkilön tiedot on poistettu, ja nyt levyltä poistetaan niistä jääneet jäljet. Jos Luuri suljetaan kesken, työ jatkuu seuraavalla kerralla.',
  migrated: '{{done}} / {{total}}',
  otherWindowsTitle: 'Sulje Luurin muut ikkunat',
  otherWindowsText:
    'Tämän koneen tiedot päivitetään uuteen muotoon, eikä se onnistu, kun Luuri on auki toisessa ikkunassa. Päivitys alkaa itsestään, kun muut ikkunat on suljettu.',
  tooNewTitle: 'Päivitä Luuri',
  tooNewText:
    'Tämän koneen tiedot on tallentanut Luuri {{version}}, eikä tämä versio ({{own}}) osaa lukea niitä. Mitään ei ole muutettu. Päivitä sovellus ja avaa se uudelleen.',
  saveCopy: 'Tallenna tiedoista kopio',
  copySaved: 'Kopio on tallennettu.',
  copyFailed: 'Kopiota ei voitu tallentaa.',
  lost: 'Tämän koneen tietokanta oli vaurioitunut tai poissa. Tiedot haetaan uudelleen palvelimelta.',
  mended: 'Osaa tämän koneen tiedoista ei voitu lukea. Ne haetaan uudelleen palvelimelta.',
  restored: 'Lähettämätön työ palautetaan tämän koneen varmistuksesta.',
  notRestored: 'Tällä koneella ei ollut varmistusta, joten lähettämätön työ on voinut kadota.',
  noRoomTitle: 'Tietoja ei voida avata, koska levy on täynnä',
  noRoomText:
    'Mitään ei ole poistettu. Vapauta tältä koneelta vähintään 500 Mt. Luuri avautuu itsestään, kun tilaa on.',
  spaceLabel: 'Levytila',
  low: {
    title: 'Levytila on vähissä: {{size}} jäljellä',
    text: 'Kaikki kirjattu tallentuu. Vapauta tilaa tältä koneelta pian.',
  },
  scarce: {
    title: 'Levytila on loppumassa: {{size}} jäljellä',
    text: 'Kirjoittamasi tallentuu, mutta vanhempia tietoja ja tiedostoja haetaan vasta, kun tilaa on. Vapauta tältä koneelta vähintään 500 Mt.',
  },
  full: {
    title: 'Levy on täynnä',
    all: 'Keskeneräiset tekstit varmistetaan yhä, mutta muutoksia ei voi tallentaa. Vapauta tältä koneelta vähintään 500 Mt.',
    some: 'Näkyvissä ovat lähettämättömät työt ja se, mitä palvelimelta saadaan. Mitään ei ole poistettu. Keskeneräiset tekstit varmistetaan yhä, mutta muutoksia ei voi tallentaa. Vapauta tältä koneelta vähintään 500 Mt.',
    none: 'Muutoksia ei voi nyt tallentaa, mutta kirjoittamasi pysyy näytöllä. Pidä Luuri auki ja vapauta tältä koneelta vähintään 500 Mt.',
    notSaved:
      'Levy on täynnä, joten tallennus ei onnistunut. Teksti on yhä tässä. Vapauta tilaa ja yritä uudelleen.',
  },
};
