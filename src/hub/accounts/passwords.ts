import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** A hashed password with everything needed to check it, so that the cost can be raised later. */
export interface PasswordHash {
  algorithm: 'scrypt';
  /** CPU and memory cost, a power of two. */
  N: number;
  r: number;
  p: number;
  /** base64 */
  salt: string;
  /** base64 */
  hash: string;
}

export interface PasswordCost {
  N: number;
  r: number;
  p: number;
}

/** 32 MiB and about a quarter of a second a check: what OWASP recommends beside (2^17, 8, 1). */
export const DEFAULT_COST: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };

const HASH_BYTES = 32;

/** Hashes a new password with a fresh salt. */
export async function hashPassword(
  password: string,
  cost: PasswordCost = DEFAULT_COST,
): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return { algorithm: 'scrypt', ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** Whether this is the password. Takes the same time whether it is or not. */
export async function verifyPassword(password: string, stored: PasswordHash): Promise<boolean> {
  const expected = Buffer.from(stored.hash, 'base64');
  const actual = await derive(password, Buffer.from(stored.salt, 'base64'), stored);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(password: string, salt: Buffer, { N, r, p }: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same characters typed on another system may be composed differently ("ä").
    const normalised = password.normalize('NFKC');
    scrypt(normalised, salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
