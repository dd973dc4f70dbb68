/**
 * `seq` as clients see it: `<number>-<instance>`. The instance names this database's files, so that a sequence
 * handed out by another server, or by a database that was since replaced, is recognised and answered from the
 * beginning instead of silently skipping what came before.
 */
export interface SequenceCodec {
  encode(seq: number): string;
  /** @param latest the newest committed sequence: a later one was never given out by this database */
  decode(since: string | number | undefined, latest: number): number;
}

export function createSequenceCodec(instanceId: string): SequenceCodec {
  const instance = instanceId.replaceAll('-', '').slice(0, 12);
  return {
    encode: (seq) => `${seq}-${instance}`,
    decode(since, latest) {
      if (since === undefined || since === '' || since === 0 || since === '0') return 0;
      if (since === 'now') return latest;
      const [, digits, of] = /^(\d{1,15})(?:-(.*))?$/s.exec(String(since)) ?? [];
      if (digits === undefined) return 0;
      // A bare number is what a person or an old checkpoint types; there is no instance to compare.
      if (of !== undefined && of !== instance) return 0;
      const seq = Number(digits);
      return seq > latest ? 0 : seq;
    },
  };
}
