import type { Database, Tx } from '../../database/index.ts';
import { z } from 'zod';
import { roleSchema } from '../http/index.ts';
import type { Role } from '../http/index.ts';
import { credentialsMark } from './credentials.ts';
import type { PersonView } from './schema.ts';

export interface PersonRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly password_hash: string | null;
  readonly pin_hash: string | null;
  readonly locale: string;
  readonly active: number;
  readonly roles: string;
}

export interface KnownPerson extends PersonView {
  readonly credentials: string;
}

type Knex = Tx['knex'] | Database['knex'];

export function presentPerson(row: PersonRow): PersonView {
  const { id, username, name, email, locale } = row;
  return { id, username, name, email, locale, active: row.active === 1, roles: rolesOf(row) };
}

export function rolesOf(row: Pick<PersonRow, 'roles'>): Role[] {
  return z.array(roleSchema).parse(JSON.parse(row.roles));
}

export async function findPerson(knex: Knex, id: string): Promise<KnownPerson | undefined> {
  const row = (await knex('person').where({ id }).first()) as PersonRow | undefined;
  return row === undefined ? undefined : { ...presentPerson(row), credentials: credentialsMark(row.password_hash, row.pin_hash) };
}
