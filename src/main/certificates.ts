/** The part of `node:tls` that newer Node versions have; Electron's has it, older ones do not. */
export interface CertificateParts {
  readonly getCACertificates?: (type: 'default' | 'system') => string[];
  readonly setDefaultCACertificates?: (certificates: string[]) => void;
}

/**
 * Trusts what the computer trusts: companies install their own authority there. Node's fetch would know only
 * the list it was built with, and `NODE_EXTRA_CA_CERTS` does not work behind the shipped fuses. Answers how many
 * certificates were added; none when this Node cannot or the system has none.
 */
export function trustSystemCertificates(tls: CertificateParts): number {
  const { getCACertificates, setDefaultCACertificates } = tls;
  if (getCACertificates === undefined || setDefaultCACertificates === undefined) return 0;
  const known = new Set(getCACertificates('default'));
  const added = getCACertificates('system').filter((certificate) => !known.has(certificate));
  if (added.length > 0) setDefaultCACertificates([...known, ...added]);
  return added.length;
}
