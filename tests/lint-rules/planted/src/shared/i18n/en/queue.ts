export const queue = {
  title: 'Queue',
  count: '{{count}} tickets',
  onlyEnglish: 'Only in English',
  neverUsed: 'Nobody uses this',
  wrongWord: 'Open the ticket',
  shouting: 'Done',
};
