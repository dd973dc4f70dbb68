export const journal = {
  restored_one: 'Yksi tallentamaton muutos palautettiin.',
  restored_other: '{{count}} tallentamatonta muutosta palautettiin.',
  drafts_one: 'Yksi kesken jäänyt teksti palautettiin.',
  drafts_other: '{{count}} kesken jäänyttä tekstiä palautettiin.',
  damaged_one: 'Työn varmistuksesta jäi lukematta yksi kohta ({{places}}). Muu on tallessa.',
  damaged_other: 'Työn varmistuksesta jäi lukematta {{count}} kohtaa ({{places}}). Muu on tallessa.',
  line: '{{file}}, rivi {{line}}',
  failing: 'Työn varmistaminen levylle ei nyt onnistu. Levyn vapaa tila kannattaa tarkistaa.',
};
