export const undo = {
  anyway: 'Kumoa silti',
  changedSince: 'Samaa tietoa on muutettu sen jälkeen, joten mitään ei kumottu.',
  changedSinceBy: 'Samaa tietoa on muutettu tämän jälkeen:',
  laterChange: '{{author}} {{change}}, {{time}}',
  earlier_one: 'ja {{count}} aiempi',
  earlier_other: 'ja {{count}} aiempaa',
  fieldChange: 'muutti kentän {{field}}: {{from}} → {{to}}',
  undoThis: 'Kumoa: {{change}}',
  undid: 'kumosi aiemman muutoksen',
};
