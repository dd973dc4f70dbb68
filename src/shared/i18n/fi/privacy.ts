export const privacy = {
  signOut: {
    machine: 'Tämä kone',
    keep: 'Jätä tiedot tälle koneelle',
    keepHint:
      'Tiimin tiedot ja keskeneräiset tekstit ovat täällä, kun kirjaudut uudelleen. Sopii omalle koneelle.',
    wipe: 'Poista kaikki tältä koneelta',
    wipeHint:
      'Tiketit, puhelut, tiedostot, luonnokset ja varmuuskopiot poistetaan tältä koneelta. Palvelimella olevat tiedot säilyvät. Sopii, kun kone vaihtuu tai jää muille.',
    onlyHere: 'Vain tällä koneella on vielä:',
    changes_one: '{{count}} lähettämätön muutos',
    changes_other: '{{count}} lähettämätöntä muutosta',
    files_one: '{{count}} lähettämätön tiedosto',
    files_other: '{{count}} lähettämätöntä tiedostoa',
    drafts_one: '{{count}} keskeneräinen teksti',
    drafts_other: '{{count}} keskeneräistä tekstiä',
    sendFirst: 'Lähetä ensin',
    saveCopy: 'Tallenna muutoksista kopio',
    copyFailed: 'Kopiota ei saatu tallennettua. Mitään ei ole poistettu.',
    copySaved: 'Kopio on tallennettu.',
    understood: 'Poista nämäkin. Niitä ei saa takaisin: {{lost}}.',
    wipeNow: 'Kirjaudu ulos ja poista',
    held: 'Kaikkea ei saatu vielä poistettua. Sulje Luurin muut ikkunat ja yritä uudelleen.',
  },
  support: {
    report: 'Tiedot tukea varten',
    intro:
      'Tässä on kaikki, mitä tiedostoon tulee: versiot, määrät, yhteyden tila ja virheiden koodit. Tikettien ja puhelujen sisältöä, nimiä tai salasanoja ei ole mukana. Mitään ei lähde koneelta, ennen kuin lähetät tiedoston itse.',
    save: 'Tallenna tiedostoksi',
    again: 'Lue uudelleen',
    copyFailed: 'Kopiointi ei onnistunut. Valitse teksti ja kopioi se itse.',
    saveFailed: 'Tiedostoa ei saatu tallennettua. Kopioi teksti sen sijaan.',
  },
};
