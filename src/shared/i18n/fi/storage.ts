export const storage = {
  mending: 'Tarkistetaan tämän koneen tietoja…',
  migrating: 'Päivitetään tämän koneen tietoja uuteen muotoon',
  migratingText: 'Tämä tehdään kerran. Jos Luuri suljetaan kesken, se jatkaa seuraavalla kerralla.',
  migrated: '{{done}} / {{total}}',
  otherWindowsTitle: 'Sulje Luurin muut ikkunat',
  otherWindowsText:
    'Tämän koneen tiedot päivitetään uuteen muotoon, eikä se onnistu, kun Luuri on auki toisessa ikkunassa. Päivitys alkaa itsestään.',
  tooNewTitle: 'Päivitä Luuri',
  tooNewText:
    'Tämän koneen tiedot on tallentanut Luuri {{version}}, jota tämä versio ({{own}}) ei osaa lukea. Mitään ei ole muutettu. Päivitä sovellus ja avaa se uudelleen.',
  saveCopy: 'Tallenna tiedoista kopio',
  copySaved: 'Kopio on tallennettu.',
  copyFailed: 'Kopiota ei voitu tallentaa.',
  lost: 'Tämän koneen tietokanta oli vaurioitunut tai poissa. Tiedot haetaan uudelleen palvelimelta, ja tällä koneella keskeneräinen työ palautetaan päiväkirjasta.',
  mended:
    'Osaa tämän koneen tiedoista ei voitu lukea. Ne haetaan uudelleen palvelimelta, ja tällä koneella keskeneräinen työ palautetaan päiväkirjasta.',
};
