import { walk } from '../lib/ast.mjs';

/** @typedef {import('../lib/ast.mjs').Node} Node */

/** Attributes and object fields whose value people see or a screen reader says. */
const VISIBLE = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'buttonLabel',
  'closeButtonLabel',
  'confirmLabel',
  'description',
  'emptyText',
  'label',
  'message',
  'nothingFoundMessage',
  'placeholder',
  'subtitle',
  'title',
  'tooltip',
]);

/** Key caps and code are the same in every language. */
const NEUTRAL_TAGS = new Set(['kbd', 'Kbd', 'code', 'Code', 'style', 'script']);

/** Names that are never translated. */
const NAMES = new Set([
  'Luuri',
  'CouchDB',
  'Apache CouchDB',
  'Zendesk',
  'CSV',
  'JSON',
  'fi',
  'en',
  'Suomi',
  'English',
]);

/** @param {string} text */
const isText = (text) => /\p{L}/u.test(text) && !NAMES.has(text.trim());

/** @param {string} text a sentence or a capitalised word, unlike an identifier, a key or an icon name */
const looksSpoken = (text) => isText(text) && (/\s/.test(text.trim()) || /^\p{Lu}\p{Ll}/u.test(text));

/**
 * Strings in one file that people would see although they are in no catalogue.
 *
 * @param {import('../lib/ast.mjs').Parsed} parsed
 * @returns {{ text: string, line: number, where: string }[]}
 */
export function visibleLiterals(parsed) {
  /** @type {{ text: string, line: number, where: string }[]} */
  const found = [];
  walk(parsed.program, (node, parents) => {
    if (node.type === 'JSXText' && !isNeutral(parents) && isText(node['value']))
      report(node, node['value'], 'JSX text');
    if (node.type === 'JSXExpressionContainer' && isElement(parents.at(-1)) && !isNeutral(parents))
      for (const [item, text] of spoken(node['expression'])) if (isText(text)) report(item, text, 'JSX text');
    if (node.type === 'JSXAttribute' && VISIBLE.has(node['name'].name) && node['value']) {
      const value =
        node['value'].type === 'JSXExpressionContainer' ? node['value'].expression : node['value'];
      for (const [item, text] of spoken(value)) if (isText(text)) report(item, text, node['name'].name);
    }
    if (node.type === 'Property' && VISIBLE.has(node['key'].name) && !isSchema(parents))
      for (const [item, text] of spoken(node['value']))
        if (looksSpoken(text)) report(item, text, node['key'].name);
  });
  return found;

  /**
   * @param {Node} node
   * @param {string} text
   * @param {string} where
   */
  function report(node, text, where) {
    found.push({ text: text.trim().slice(0, 60), line: parsed.lineAt(node.start), where });
  }
}

/** @param {Node | undefined} node */
const isElement = (node) => node?.type === 'JSXElement' || node?.type === 'JSXFragment';

/** @param {Node[]} parents */
const isNeutral = (parents) =>
  parents.some((node) => node.type === 'JSXElement' && NEUTRAL_TAGS.has(node['openingElement'].name.name));

/** Errors thrown for programmers and patterns are not for people. @param {Node[]} parents */
const isSchema = (parents) =>
  parents.some((node) => node.type === 'NewExpression' || node.type === 'ObjectPattern');

/**
 * The strings an expression can show: literals, templates, both branches of a condition, right sides of
 * `&&`, `||` and `??`.
 *
 * @param {Node} node
 * @returns {[Node, string][]}
 */
function spoken(node) {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [[node, node['value']]] : [];
  if (node.type === 'TemplateLiteral')
    return [[node, node['quasis'].map((/** @type {any} */ quasi) => quasi.value.cooked ?? '').join(' ')]];
  if (node.type === 'ConditionalExpression')
    return [...spoken(node['consequent']), ...spoken(node['alternate'])];
  if (node.type === 'LogicalExpression') return [...spoken(node['left']), ...spoken(node['right'])];
  return [];
}
