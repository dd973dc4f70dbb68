export const queue = {
  title: 'Jono',
  count: '{{count}} tikettiä, {{open}} avoinna',
  onlyFinnish: 'Vain suomeksi',
  neverUsed: 'Kukaan ei käytä tätä',
  wrongWord: 'Avaa ticket',
  shouting: 'Valmista tuli!',
};
