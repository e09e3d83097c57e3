import type { Database } from '../../database/index.ts';
import { Refusal } from '../refusal.ts';
import { plantSecret } from '../settings/settings.ts';
import { checkNothing, credentialsMark, hashPin, passwordMatches } from './credentials.ts';
import { presentPerson } from './people.ts';
import type { KnownPerson, PersonRow } from './people.ts';

/**
 * Finds the active person these credentials belong to.
 * @throws Refusal sign-in-refused, the same whatever was wrong
 */
export async function signIn(database: Database, given: { username: string; password: string } | { pin: string }): Promise<KnownPerson> {
  const row = 'pin' in given ? await byPin(database, given.pin) : await byPassword(database, given.username, given.password);
  if (row === undefined || row.active !== 1)
    throw new Refusal({
      code: 'sign-in-refused', status: 401, title: 'Sign-in refused', detail: 'The user name, password or PIN is not right.',
      nextStep: 'Try again, or ask an administrator for a new password.',
    });
  return { ...presentPerson(row), credentials: credentialsMark(row.password_hash, row.pin_hash) };
}

async function byPassword(database: Database, username: string, password: string): Promise<PersonRow | undefined> {
  const row = (await database.knex('person').where({ username: username.trim().toLowerCase() }).first()) as PersonRow | undefined;
  if (row?.password_hash == null) {
    await checkNothing(password);
    return undefined;
  }
  return (await passwordMatches(row.password_hash, password)) ? row : undefined;
}

async function byPin(database: Database, pin: string): Promise<PersonRow | undefined> {
  const pinHash = hashPin(await plantSecret(database, 'pin'), pin);
  return (await database.knex('person').where({ pin_hash: pinHash }).first()) as PersonRow | undefined;
}
