export const undo = {
  anyway: 'Undo anyway',
  changedSince: 'The same thing has been changed since, so nothing was undone.',
  changedSinceBy: 'The same thing has been changed since:',
  laterChange: '{{author}} {{change}}, {{time}}',
  earlier_one: '{{count}} earlier can be undone too',
  earlier_other: '{{count}} earlier can be undone too',
  fieldChange: 'changed {{field}}: {{from}} → {{to}}',
  undoThis: 'Undo: {{change}}',
  undid: 'undid an earlier change',
};
