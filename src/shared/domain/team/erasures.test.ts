import { describe, expect, it } from 'vitest';
import { merge } from '../record/merge';
import { createTestMachine } from '../record/testing';
import type { TestMachine } from '../record/testing';
import { newHeader } from '../record/write';
import { confirmErasure, setOutOfUse } from './device-commands';
import { progressOf, unconfirmedErasures } from './erasures';
import type { Device } from './team';

const [FIRST, SECOND] = ['event:01A', 'event:01B'];

function machineOf(user: string, prefix: string): TestMachine {
  const machine = createTestMachine(user, prefix);
  addCard(machine, prefix);
  return machine;
}

function addCard(machine: TestMachine, prefix: string): void {
  const card = newHeader<Device>(
    'device',
    prefix,
    { prefix, name: 'Linux, Chrome', user: 'maija' },
    { now: '2026-11-20T08:00:00.000Z', author: 'maija' },
  );
  machine.headers.set(card._id, card);
}

const cardOf = (machine: TestMachine, prefix: string) => machine.get<Device>(`device:${prefix}`);

describe('confirming an erasure', () => {
  it('is written on the card, once, with no event', () => {
    const machine = machineOf('maija', 'K7');
    expect(unconfirmedErasures(cardOf(machine, 'K7'), [FIRST, SECOND])).toEqual([FIRST, SECOND]);
    expect(machine.run(confirmErasure, { eventIds: [FIRST] })).toEqual({ confirmed: 1 });
    machine.time += 60_000;
    expect(machine.run(confirmErasure, { eventIds: [FIRST] })).toEqual({ confirmed: 0 });
    expect(cardOf(machine, 'K7').erasures).toEqual({ [FIRST]: { at: '2026-11-20T08:00:00.000Z' } });
    expect(unconfirmedErasures(cardOf(machine, 'K7'), [FIRST, SECOND])).toEqual([SECOND]);
    expect(machine.events).toEqual([]);
  });

  it('speaks for all cards of a machine that several people use, and for none that it does not know', () => {
    const machine = machineOf('maija', 'K7');
    addCard(machine, 'L8');
    const devices = ['device:K7', 'device:L8', 'device:ZZ'];
    expect(machine.run(confirmErasure, { eventIds: [FIRST], devices })).toEqual({ confirmed: 2 });
    expect(createTestMachine('maija', 'K7').run(confirmErasure, { eventIds: [FIRST] })).toEqual({
      confirmed: 0,
    });
  });

  it('two windows that confirm different ones at once confirm both', () => {
    const [a, b] = [machineOf('maija', 'K7'), machineOf('maija', 'K7')];
    a.run(confirmErasure, { eventIds: [FIRST] });
    b.run(confirmErasure, { eventIds: [SECOND] });
    const both = merge(cardOf(a, 'K7'), cardOf(b, 'K7')) as Device;
    expect(unconfirmedErasures(both, [FIRST, SECOND])).toEqual([]);
  });
});

describe('how far the machines are', () => {
  it('who is done, who is not, and what is out of use', () => {
    const machine = machineOf('maija', 'K7');
    for (const prefix of ['L8', 'M9', 'N2']) addCard(machine, prefix);
    machine.run(confirmErasure, { eventIds: [FIRST, SECOND] });
    machine.run(confirmErasure, { eventIds: [FIRST], devices: ['device:L8'] });
    machine.run(setOutOfUse, { id: 'device:M9', how: 'lost' });
    const devices = ['N2', 'M9', 'L8', 'K7'].map((prefix) => cardOf(machine, prefix));
    const prefixes = (found: Device[]) => found.map(({ prefix }) => prefix);
    const first = progressOf([FIRST], devices);
    expect(prefixes(first.done.map(({ device }) => device))).toEqual(['K7', 'L8']);
    const all = progressOf([FIRST, SECOND], devices);
    expect(all.done).toMatchObject([{ device: { prefix: 'K7' }, at: '2026-11-20T08:00:00.000Z' }]);
    expect(prefixes(all.waiting)).toEqual(['L8', 'N2']);
    expect(prefixes(all.outOfUse)).toEqual(['M9']);
  });

  it('a machine that was said to be lost and confirms after all is done', () => {
    const machine = machineOf('maija', 'K7');
    machine.run(setOutOfUse, { id: 'device:K7', how: 'lost' });
    machine.run(confirmErasure, { eventIds: [FIRST] });
    expect(progressOf([FIRST], [cardOf(machine, 'K7')])).toMatchObject({ waiting: [], outOfUse: [] });
  });

  it('a card of the sample data is no machine', () => {
    const sample = { ...cardOf(machineOf('maija', 'K7'), 'K7'), sample: true };
    expect(progressOf([FIRST], [sample])).toEqual({ done: [], waiting: [], outOfUse: [] });
  });

  it('what a broken card says counts for nothing', () => {
    const broken = { ...cardOf(machineOf('maija', 'K7'), 'K7'), erasures: [FIRST] as never };
    expect(progressOf([FIRST], [broken]).waiting).toHaveLength(1);
  });
});

describe('taking a machine out of use', () => {
  it('is told by an event, with who, when and how, and can be taken back', () => {
    const machine = machineOf('maija', 'K7');
    const lead = createTestMachine('liisa', 'AA');
    lead.pull(machine);
    lead.run(setOutOfUse, { id: 'device:K7', how: 'destroyed' });
    expect(cardOf(lead, 'K7').outOfUse).toEqual({
      ...{ how: 'destroyed', by: 'liisa', at: '2026-11-20T08:00:00.000Z' },
    });
    expect(lead.run(setOutOfUse, { id: 'device:K7', how: 'destroyed' })).toEqual({ eventId: null });
    lead.run(setOutOfUse, { id: 'device:K7', how: null });
    expect(cardOf(lead, 'K7').outOfUse).toBeNull();
    expect(lead.events.map(({ about, author }) => [about, author])).toEqual([
      ['device:K7', 'liisa'],
      ['device:K7', 'liisa'],
    ]);
  });
});
