export const undo = {
  anyway: 'Kumoa silti',
  changedSince: 'Samaa tietoa on muutettu sen jälkeen, joten mitään ei kumottu.',
  changedSinceBy: 'Samaa tietoa on muutettu tämän jälkeen:',
  laterChange: '{{author}} {{change}}, {{time}}',
  earlier_one: '{{count}} aiempi voidaan myös kumota',
  earlier_other: '{{count}} aiempaa voidaan myös kumota',
  fieldChange: 'muutti kentän {{field}}: {{from}} → {{to}}',
  undoThis: 'Kumoa: {{change}}',
  undid: 'kumosi aiemman muutoksen',
};
