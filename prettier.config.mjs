/** @type {import('prettier').Config} */
export default {
  printWidth: 110,
  singleQuote: true,
  semi: true,
  tabWidth: 2,
  trailingComma: 'all',
  endOfLine: 'lf',
};
