// The rules of src/shared/domain/validation as the text of a `validate_doc_update`, for a CouchDB that stands behind
// the hub. It is committed as src/hub/team/couch-rules.ts, because the hub runs from sources as well as bundled;
// `node scripts/couch-rules.mjs` writes it anew, and tests/hub/couch-rules.test.ts fails when it is out of date.
import { build } from 'esbuild';
import { at, ROOT } from './project.mjs';

/** CouchDB's engines know `Object.hasOwn` only from SpiderMonkey 102 on, and its parser nothing after ES2017. */
const BEFORE = 'function hasOwn(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }';

const AFTER = `
  if (userCtx.roles.indexOf('_admin') >= 0) return;
  if (newDoc._id === 'team:epoch') throw { forbidden: 'Only the server writes its identity.' };
  // What comes with a revision of its own (new_edits: false) may have a history that does not begin with what is
  // there: CouchDB then shows no old document, and somebody's event could be hidden behind another's. Members have no
  // use for it here; the contents of files come so, and are checked by their digest.
  var replicated = newDoc._revisions && newDoc._revisions.start > 0 && !(oldDoc && oldDoc._rev === newDoc._rev);
  if (replicated && !/-files$/.test(userCtx.db)) throw { forbidden: 'only an administrator replicates into the team database' };
  // CouchDB adds the history of the new document alone, so it would never equal the old one.
  delete newDoc._revisions;
  // What follows a tombstone is new; CouchDB shows the tombstone to those who name its revision.
  var before = oldDoc && oldDoc._deleted ? null : oldDoc;
  var verdict = rules.validateWrite(newDoc, before, userCtx, Date.now());
  if (!verdict.ok) throw { forbidden: verdict.reason };
`;

/** The function as CouchDB reads it. */
export async function couchRules() {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [at('src', 'shared', 'domain', 'validation', 'validate-write.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'rules',
    target: 'es2017',
    minifyWhitespace: true,
    charset: 'ascii',
    define: { 'Object.hasOwn': 'hasOwn' },
    tsconfig: at('tsconfig.shared.json'),
    legalComments: 'none',
    logLevel: 'warning',
  });
  return `function (newDoc, oldDoc, userCtx) {\n${BEFORE}\n${outputFiles[0]?.text.trim()}${AFTER}}`;
}
