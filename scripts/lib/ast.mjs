import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

/** @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node */
/** @typedef {{ file: string, text: string, program: Node, lineAt: (offset: number) => number }} Parsed */

/**
 * Parses one TypeScript file. A syntax error throws: a checker must never take a file it could not read
 * for a clean one.
 *
 * @param {string} file absolute path
 * @returns {Parsed}
 */
export function parseFile(file) {
  const text = readFileSync(file, 'utf8');
  const result = parseSync(file, text);
  if (result.errors.length > 0) throw new Error(`${file}: ${result.errors[0]?.message}`);
  /** @param {number} offset */
  const lineAt = (offset) => text.slice(0, offset).split('\n').length;
  return { file, text, program: /** @type {Node} */ (/** @type {unknown} */ (result.program)), lineAt };
}

/**
 * Visits every node, parents first.
 *
 * @param {Node} node
 * @param {(node: Node, parents: Node[]) => void} visit
 * @param {Node[]} [parents] outermost first
 */
export function walk(node, visit, parents = []) {
  visit(node, parents);
  const below = [...parents, node];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) for (const item of value) if (isNode(item)) walk(item, visit, below);
    if (isNode(value)) walk(value, visit, below);
  }
}

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return (
    typeof value === 'object' && value !== null && typeof (/** @type {Node} */ (value).type) === 'string'
  );
}

/**
 * The expression inside `x as const`, `x satisfies T`, `x!` and brackets.
 *
 * @param {Node} node
 * @returns {Node}
 */
export function bare(node) {
  const wrappers = [
    'TSAsExpression',
    'TSSatisfiesExpression',
    'TSNonNullExpression',
    'ParenthesizedExpression',
  ];
  return wrappers.includes(node.type) ? bare(node['expression']) : node;
}

/**
 * The string that an expression is known to be, undefined when it depends on something.
 *
 * @param {Node} node
 * @returns {string | undefined}
 */
export function constantString(node) {
  const inner = bare(node);
  if (inner.type === 'Literal') return typeof inner['value'] === 'string' ? inner['value'] : undefined;
  if (inner.type === 'TemplateLiteral' && inner['expressions'].length === 0)
    return inner['quasis'][0].value.cooked;
  if (inner.type === 'BinaryExpression' && inner['operator'] === '+') {
    const [left, right] = [constantString(inner['left']), constantString(inner['right'])];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}
