// Writes src/hub/team/couch-rules.ts; see scripts/lib/couch-rules.mjs.
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { couchRules } from './lib/couch-rules.mjs';
import { at } from './lib/project.mjs';

const file = at('src', 'hub', 'team', 'couch-rules.ts');
const source = `// Written by scripts/couch-rules.mjs from src/shared/domain/validation; not to be edited.
/** The team's rules as a \`validate_doc_update\` of CouchDB. */
export const COUCH_RULES = ${JSON.stringify(await couchRules())};
`;
writeFileSync(file, await format(source, { ...(await resolveConfig(file)), filepath: file }));
