import { buildRecord, UNDATED } from '../imported-records';
import { importedContact, importedCustomer } from '../new-records';
import { idFor, sourceIdOf } from './zendesk-context';
import type { OpenTable, ZendeskContext } from './zendesk-context';
import { isTrue } from './values';

/** Organisations become customers. */
export function importOrganizations(context: ZendeskContext): void {
  for (const table of context.open('organization')) {
    const { read, ledger } = table;
    for (const row of table.rows) {
      const id = read(row, 'id');
      const name = read(row, 'name');
      if (!isNew(context, table, row.row, 'customer', id)) continue;
      if (name === '') {
        ledger.reject(row.row, 'missingName', id);
        continue;
      }
      ledger.imported();
      context.present.add(idFor('customer', id));
      const source = sourceIdOf('customer', id);
      const createdAt = context.moment(read(row, 'created_at')) ?? UNDATED;
      const customer = importedCustomer(
        { sourceId: source, createdAt, author: context.people.importer },
        {
          name,
          environment: [read(row, 'details'), read(row, 'notes')].filter((text) => text !== '').join('\n'),
          domains: read(row, 'domain_names')
            .split(/[^\p{L}\p{N}.-]+/u)
            .filter((domain) => domain.includes('.')),
        },
      );
      const builder = buildRecord(customer, { source, latest: context.options.today });
      builder.step({ key: 'created', at: createdAt, author: context.people.importer, kind: 'created' });
      builder.keep({ archived: isTrue(read(row, '_fivetran_deleted')) });
      context.documents.push(...builder.documents());
    }
  }
}

/** Groups stay groups. */
export function importGroups(context: ZendeskContext): void {
  for (const table of context.open('group')) {
    const { read, ledger } = table;
    for (const row of table.rows) {
      const id = read(row, 'id');
      if (!isNew(context, table, row.row, 'group', id)) continue;
      ledger.imported();
      context.present.add(idFor('group', id));
      context.people.group(id, read(row, 'name') || id, { archived: isTrue(read(row, '_fivetran_deleted')) });
    }
  }
}

/** End users become contacts, everybody else a name among the people. */
export function importUsers(context: ZendeskContext): void {
  for (const table of context.open('user')) {
    const { read, ledger } = table;
    for (const row of table.rows) {
      const id = read(row, 'id');
      if (!isNew(context, table, row.row, 'contact', id)) continue;
      ledger.imported();
      const role = read(row, 'role').trim().toLowerCase();
      const name = read(row, 'name') || read(row, 'email') || `Zendesk ${id}`;
      if (role === 'agent' || role === 'admin') {
        context.roles.set(id, 'agent');
        const details = { email: read(row, 'email'), phone: read(row, 'phone') };
        context.agents.set(id, context.people.user(id, name, details));
        continue;
      }
      if (role !== 'end-user' && role !== 'end_user')
        ledger.remark(row.row, 'unknownRole', read(row, 'role'));
      context.roles.set(id, 'endUser');
      context.present.add(idFor('contact', id));
      const source = sourceIdOf('contact', id);
      const createdAt = context.moment(read(row, 'created_at')) ?? UNDATED;
      const organization = context.customer(read(row, 'organization_id'));
      const present = (text: string) => (text === '' ? [] : [text]);
      const contact = importedContact(
        { sourceId: source, createdAt, author: context.people.importer },
        {
          name,
          customerIds: present(organization),
          emails: present(read(row, 'email')),
          phones: present(read(row, 'phone')),
          language: read(row, 'locale').slice(0, 2).toLowerCase(),
          notes: [read(row, 'details'), read(row, 'notes')].filter((text) => text !== '').join('\n'),
        },
      );
      const builder = buildRecord(contact, { source, latest: context.options.today });
      builder.step({ key: 'created', at: createdAt, author: context.people.importer, kind: 'created' });
      // Zendesk keeps people it has deleted as inactive.
      builder.keep({ archived: read(row, 'active') !== '' && !isTrue(read(row, 'active')) });
      context.documents.push(...builder.documents());
    }
  }
}

/** Whether a row has an id that no row before it had; otherwise the account says why not. */
function isNew(
  context: ZendeskContext,
  { ledger }: OpenTable,
  row: number,
  kind: string,
  id: string,
): boolean {
  if (id === '') {
    ledger.reject(row, 'missingId');
    return false;
  }
  const isAgent = kind === 'contact' && context.roles.get(id) === 'agent';
  if (!isAgent && !context.present.has(idFor(kind, id))) return true;
  ledger.repeated();
  return false;
}
