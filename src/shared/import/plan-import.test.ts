import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@shared/lib/canonical-json';
import { changeHeader } from '@shared/domain/record/write';
import type { TeamDocument } from '@shared/domain/record/documents';
import type { Contact, Customer } from '@shared/domain/customers/customer';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { shapeProblem } from '@shared/domain/validation/shape';
import { compareWithTeam } from './compare';
import { ImportError } from './import-error';
import { isBalanced } from './plan';
import type { ImportRequest } from './plan-import';
import { planImport, readSources, recogniseProfile } from './plan-import';

const request: ImportRequest = { timeZone: 'Europe/Helsinki', today: '2026-11-21T00:00:00.000Z' };
const tables = (...texts: [name: string, text: string][]) =>
  readSources(texts.map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })));
const ofType = <T extends TeamDocument>(docs: readonly TeamDocument[], type: string) =>
  docs.filter((doc): doc is T => doc.type === type);

const tickets = [
  'Numero;Otsikko;Kuvaus;Tila;Prioriteetti;Laji;Asiakas;Yhteyshenkilö;Sähköposti;Puhelin;Luotu;Käsittelijä;Lisäkenttä',
  'T-1;Tulostin;Ei tulosta;Työn alla;Kiireellinen;Häiriö;Rakennus Oy;Maija Virtanen;maija@rakennus.example;040 000 0141;21.11.2026 klo 9.05;Aino;x',
  'T-2;Kassa;;Ratkaistu;Matala;Kysymys;rakennus  oy;Maija V;MAIJA@rakennus.example;;20.11.2026;;',
  'T-3;;;Uusi;;;;;;;;;',
  'T-1;Toinen;;Uusi;;;;;;;;;',
  'T-4;Outo;;Jumissa;Huh;;;;;;eilen;;',
].join('\n');
const customers =
  'Asiakas;Y-tunnus;Puhelin;Ympäristö\nRakennus Oy;9901234-5;09 000 1100, 040 000 0001;Oma palvelin\n;1;2;3';
const contacts =
  'Etunimi;Sukunimi;Sähköposti;Yritys;Titteli\nMaija;Virtanen;maija@rakennus.example;Rakennus Oy;Toimistopäällikkö';

describe('any CSV', () => {
  it('guesses what a table is and where its columns go, in Finnish', () => {
    const plan = planImport(tables(['tiketit.csv', tickets]), request);
    expect(plan.profile).toBe('generic');
    const targets = Object.fromEntries(plan.mappings.map(({ column, target }) => [column, target]));
    expect(targets).toEqual({
      Numero: 'ticket.number',
      Otsikko: 'ticket.subject',
      Kuvaus: 'ticket.description',
      Tila: 'ticket.status',
      Prioriteetti: 'ticket.priority',
      Laji: 'ticket.type',
      Asiakas: 'ticket.customer',
      Yhteyshenkilö: 'ticket.contact',
      Sähköposti: 'ticket.contactEmail',
      Puhelin: 'ticket.contactPhone',
      Luotu: 'ticket.createdAt',
      Käsittelijä: 'ticket.assignee',
      Lisäkenttä: 'kept',
    });
  });

  it('makes tickets with their customers and contacts, each once', () => {
    const plan = planImport(tables(['tiketit.csv', tickets]), request);
    const [first, second, odd] = ofType<Ticket>(plan.documents, 'ticket');
    expect(first).toMatchObject({
      number: 'T-1',
      status: 'inProgress',
      priority: 'high',
      ticketType: 'incident',
    });
    expect(first?.createdAt).toBe('2026-11-21T07:05:00.000Z');
    expect(second).toMatchObject({ status: 'resolved', priority: 'low', customerId: first?.customerId });
    expect(second?.contactId).toBe(first?.contactId);
    expect(odd).toMatchObject({ number: 'T-4', status: 'new', priority: 'medium' });
    expect(ofType<Customer>(plan.documents, 'customer').map(({ name }) => name)).toEqual(['Rakennus Oy']);
    expect(plan.documents.map((doc) => shapeProblem(doc)).filter((problem) => problem !== null)).toEqual([]);
  });

  it('accounts for every row with its reason', () => {
    const [account] = planImport(tables(['tiketit.csv', tickets]), request).tables;
    expect(account).toMatchObject({ rows: 5, imported: 3, repeated: 0 });
    expect(account?.rejected.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'missingName'],
      [5, 'repeatedId'],
    ]);
    expect(account?.remarks.map(({ row, reason, value }) => [row, reason, value])).toEqual([
      [6, 'badDate', 'eilen'],
      [6, 'unknownStatus', 'Jumissa'],
      [6, 'unknownPriority', 'Huh'],
    ]);
  });

  it('joins lists of customers, contacts and tickets by name and address', () => {
    const all = tables(['a.csv', tickets], ['b.csv', contacts], ['c.csv', customers]);
    const plan = planImport(all, request);
    expect(ofType<Customer>(plan.documents, 'customer')).toMatchObject([
      { name: 'Rakennus Oy', phones: ['040 000 0001', '09 000 1100'], environment: 'Oma palvelin' },
    ]);
    expect(ofType<Contact>(plan.documents, 'contact')).toMatchObject([
      { name: 'Maija Virtanen', title: 'Toimistopäällikkö' },
    ]);
    expect(isBalanced(plan)).toBe(true);
  });

  it('follows a mapping that somebody made', () => {
    const given = tables(['x.csv', 'foo,bar,baz\n1,Hello,World\n']);
    expect(() => planImport(given, request)).toThrow(ImportError);
    const mappings = { x: { entity: 'tickets' as const, columns: { foo: 'number', bar: 'subject' } } };
    const [ticket] = ofType<Ticket>(planImport(given, { ...request, mappings }).documents, 'ticket');
    expect(ticket).toMatchObject({ number: '1', subject: 'Hello', source: { columns: [['baz', 'World']] } });
  });

  it('keeps naughty texts as they stand', () => {
    const text = '<img src=x onerror=alert(1)>\u202E "quoted"; DROP TABLE';
    const given = tables(['x.json', JSON.stringify([{ subject: text, __proto__x: 1, constructor: 'y' }])]);
    const [ticket] = ofType<Ticket>(planImport(given, request).documents, 'ticket');
    expect(ticket?.subject).toBe(text);
  });

  it('refuses a time zone that nobody knows', () => {
    expect(() => planImport(tables(['a.csv', tickets]), { ...request, timeZone: 'Mars/Olympus' })).toThrow(
      ImportError,
    );
  });
});

describe('an import that is repeated', () => {
  const plan = planImport(tables(['a.csv', tickets], ['b.csv', contacts], ['c.csv', customers]), request);

  it('plans the same documents', () => {
    const again = planImport(tables(['a.csv', tickets], ['b.csv', contacts], ['c.csv', customers]), request);
    expect(canonicalJson(again.documents)).toBe(canonicalJson(plan.documents));
  });

  it('changes nothing in a team that has them, even on another day by somebody else', () => {
    const team = new Map(
      plan.documents.map((doc) => [doc._id, written(compareWithTeam(doc, undefined, 'lead'))]),
    );
    const tomorrow = { ...request, today: '2026-12-24T00:00:00.000Z' };
    const again = planImport(tables(['a.csv', tickets], ['b.csv', contacts], ['c.csv', customers]), tomorrow);
    expect(again.documents.map((doc) => compareWithTeam(doc, team.get(doc._id), 'other').verdict)).toEqual(
      again.documents.map(() => 'unchanged'),
    );
  });

  it('leaves what people have changed since, and brings what the source has changed since', () => {
    const [ticket] = ofType<Ticket>(plan.documents, 'ticket');
    if (!ticket) throw new Error('no ticket');
    const { header } = changeHeader(
      ticket,
      { subject: 'Edited by Aino', assignee: 'aino' },
      '0mwqzzzzz-000-K7ab12',
    );
    expect(compareWithTeam(ticket, header, 'lead')).toEqual({ verdict: 'unchanged' });
    const newer = {
      ...ticket,
      priority: 'low',
      stamps: { ...ticket.stamps, priority: '0mwqzzzzz-000-import' },
    };
    const step = compareWithTeam(newer, header, 'lead');
    expect(step).toMatchObject({ verdict: 'changed', doc: { priority: 'low', subject: 'Edited by Aino' } });
  });
});

describe('profiles', () => {
  it('are recognised by columns', () => {
    const log = 'number,incident_state,sys_mod_count,sys_updated_at\n';
    expect(recogniseProfile(tables(['whatever.csv', log]))).toBe('incident-log');
    const zendesk = 'id,requester_id,submitter_id,via_channel\n';
    expect(recogniseProfile(tables(['x.csv', zendesk], ['y.csv', 'a,b\n']))).toBe('zendesk-export');
    expect(recogniseProfile(tables(['tiketit.csv', tickets]))).toBe('generic');
  });
});

function written(step: ReturnType<typeof compareWithTeam>): TeamDocument {
  if (step.verdict === 'unchanged') throw new Error('nothing to write');
  return step.doc;
}
