import { createHash, createHmac } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's second argon2id profile: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return await hash(password, cost);
}

export async function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return await verify(passwordHash, password);
}

/** Takes as long as checking a real one, so that the time of a refusal does not tell which user names exist. */
export async function checkNothing(password: string): Promise<void> {
  await hash(password, cost);
}

/** A PIN alone says who somebody is, so it is looked up by a keyed hash; the key is the plant's and not in a person's row. */
export function hashPin(secret: string, pin: string): string {
  return createHmac('sha256', secret).update(pin).digest('hex');
}

/** Changes with any credential of the person; sessions carry it. */
export function credentialsMark(passwordHash: string | null, pinHash: string | null): string {
  return createHash('sha256').update(`${passwordHash ?? ''}|${pinHash ?? ''}`).digest('base64url').slice(0, 22);
}
