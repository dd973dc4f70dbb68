import { constantString, walk } from '../lib/ast.mjs';

/** @typedef {import('../lib/ast.mjs').Node} Node */

/**
 * What a file says about keys: literal keys given to `t`, patterns with holes, every other string, the catalogues it
 * imports as objects, the names of all fields it reads or writes, and whether it calls `t` with a variable.
 */
/** @typedef {{ keys: { key: string, line: number }[], patterns: { pattern: RegExp, line: number }[],
 *   namespaces: string[], strings: string[], templates: RegExp[],
 *   catalogues: string[], fields: string[], names: string[], variables: boolean }} Usage */

const TRANSLATORS = new Set(['t', 'translate']);
const NAMESPACE_HOOKS = new Set(['useTranslation', 'getFixedT']);
const PLURAL = /_(zero|one|two|few|many|other)$/;

/**
 * @param {import('../lib/ast.mjs').Parsed} parsed
 * @returns {Usage}
 */
export function readUsage(parsed) {
  /** @type {Usage} */
  const usage = {
    keys: [],
    patterns: [],
    namespaces: [],
    strings: [],
    templates: [],
    catalogues: [],
    fields: [],
    names: [],
    variables: false,
  };
  walk(parsed.program, (node) => {
    if (node.type === 'Literal' && typeof node['value'] === 'string') usage.strings.push(node['value']);
    // Only templates that begin like a key: a pattern such as `${a}.${b}` would make every key used.
    const begins =
      node.type === 'TemplateLiteral' && /^[a-z]\w*[.:]/.test(node['quasis'][0].value.cooked ?? '');
    if (begins && node['expressions'].length > 0) usage.templates.push(patternOf(node));
    if (node.type === 'CallExpression') readCall(node);
    if (node.type === 'Property' && node['key'].name) usage.names.push(node['key'].name);
    // A helper that is given a bound `t` says by its type which namespace that is.
    if (node.type === 'TSTypeReference' && node['typeName'].name === 'TFunction')
      usage.namespaces.push(
        ...(node['typeArguments']?.params ?? [])
          .map((/** @type {any} */ argument) => argument.literal?.value)
          .filter((/** @type {unknown} */ name) => typeof name === 'string'),
      );
    if (node.type === 'MemberExpression' && !node['computed']) usage.fields.push(node['property'].name);
    if (node.type === 'ObjectPattern')
      for (const property of node['properties']) if (property.key?.name) usage.fields.push(property.key.name);
    const catalogue = /i18n\/(?:fi|en)\/([\w-]+)$/.exec(
      node.type === 'ImportDeclaration' ? node['source'].value : '',
    );
    if (catalogue?.[1]) usage.catalogues.push(catalogue[1]);
    if (node.type === 'JSXAttribute' && node['name'].name === 'i18nKey' && node['value']?.type === 'Literal')
      usage.keys.push({ key: node['value'].value, line: parsed.lineAt(node.start) });
  });
  return usage;

  /** @param {Node} call */
  function readCall(call) {
    const callee = call['callee'];
    const name = callee.type === 'MemberExpression' ? callee.property?.name : callee.name;
    const first = call['arguments'][0];
    if (!first) return;
    if (NAMESPACE_HOOKS.has(name)) {
      for (const argument of call['arguments']) {
        const items = argument.type === 'ArrayExpression' ? argument.elements : [argument];
        usage.namespaces.push(...items.map(constantString).filter((/** @type {unknown} */ item) => item));
      }
    }
    if (!TRANSLATORS.has(name)) return;
    for (const branch of branches(first)) {
      const key = constantString(branch);
      const line = parsed.lineAt(branch.start);
      if (key !== undefined) usage.keys.push({ key, line });
      else if (branch.type === 'TemplateLiteral') usage.patterns.push({ pattern: patternOf(branch), line });
      else usage.variables = true;
    }
  }
}

/**
 * Both sides of `a ? 'x' : 'y'`, each element of an array of keys, else the node itself.
 *
 * @param {Node} node
 * @returns {Node[]}
 */
function branches(node) {
  if (node.type === 'ConditionalExpression')
    return [...branches(node['consequent']), ...branches(node['alternate'])];
  if (node.type === 'ArrayExpression') return node['elements'].flatMap(branches);
  return [node];
}

/**
 * @param {Node} template
 * @returns {RegExp} the keys that a template can become; a hole stands for anything but nothing
 */
function patternOf(template) {
  const parts = template['quasis'].map((/** @type {any} */ quasi) =>
    (quasi.value.cooked ?? '').replace(':', '.'),
  );
  return new RegExp(`^${parts.map(escape).join('.+')}$`);
}

/** @param {string} text */
const escape = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * @param {Iterable<string>} catalogueKeys
 */
export function keyIndex(catalogueKeys) {
  const keys = new Set(catalogueKeys);
  const bases = new Set([...keys].map((key) => key.replace(PLURAL, '')));
  /**
   * The full key meant by `key` in a file that uses these namespaces, undefined when there is none.
   *
   * @param {string} key
   * @param {string[]} namespaces
   * @returns {string | undefined}
   */
  function resolve(key, namespaces) {
    const plain = key.replace(':', '.');
    const candidates = [plain, ...namespaces.map((namespace) => `${namespace}.${plain}`)];
    return candidates.find((candidate) => keys.has(candidate) || bases.has(candidate));
  }
  /**
   * @param {RegExp} pattern
   * @param {string[]} namespaces
   * @returns {string[]} full keys (without plural endings) that match
   */
  function matching(pattern, namespaces) {
    return [...bases].filter(
      (key) =>
        pattern.test(key) ||
        namespaces.some((name) => key.startsWith(`${name}.`) && pattern.test(key.slice(name.length + 1))),
    );
  }
  return { bases, resolve, matching };
}
