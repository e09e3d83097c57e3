import type { z } from 'zod';
import type { Tx } from '../../database/index.ts';
import { requirePolicy } from '../policy.ts';
import { Refusal, notFound } from '../refusal.ts';
import { hashPassword, hashPin } from './credentials.ts';
import { presentPerson, rolesOf } from './people.ts';
import type { PersonRow } from './people.ts';
import type { PersonView, newPersonSchema, personChangeSchema } from './schema.ts';

/** Adds a person. `pinSecret` is `plantSecret(database, 'pin')`. */
export async function addPerson(tx: Tx, input: z.output<typeof newPersonSchema> & { id?: string }, pinSecret: string): Promise<PersonView> {
  requirePolicy(tx, 'people.manage');
  const taken = await tx.knex('person').where({ username: input.username }).first('id');
  if (taken !== undefined)
    throw new Refusal({ code: 'username-taken', status: 409, title: 'User name taken', field: 'username', detail: `Somebody has the user name ${input.username}.`, params: { username: input.username } });
  const row: PersonRow = {
    id: input.id ?? tx.newId(), username: input.username, name: input.name, email: input.email ?? null, locale: input.locale, active: 1,
    roles: JSON.stringify(input.roles),
    password_hash: input.password === undefined ? null : await hashPassword(input.password),
    pin_hash: input.pin === undefined ? null : await freePin(tx, pinSecret, input.pin),
  };
  await tx.knex('person').insert(row);
  tx.audit('add-person', { type: 'person', id: row.id }, { username: row.username, roles: input.roles });
  return presentPerson(row);
}

/** Changes a person; a new password or PIN ends their sessions. The last active admin stays one. */
export async function changePerson(tx: Tx, id: string, change: z.output<typeof personChangeSchema>, pinSecret: string): Promise<PersonView> {
  requirePolicy(tx, 'people.manage');
  const row = (await tx.knex('person').where({ id }).first()) as PersonRow | undefined;
  if (row === undefined) throw notFound('person', id);
  const { password, pin, roles, active, ...plain } = change;
  const next: PersonRow = {
    ...row, ...plain,
    roles: roles === undefined ? row.roles : JSON.stringify(roles),
    active: active === undefined ? row.active : Number(active),
    password_hash: password === undefined ? row.password_hash : await hashPassword(password),
    pin_hash: pin === undefined ? row.pin_hash : pin === null ? null : await freePin(tx, pinSecret, pin, id),
  };
  if (isActiveAdmin(row) && !isActiveAdmin(next)) await refuseLastAdmin(tx, id);
  await tx.knex('person').where({ id }).update(next);
  tx.audit('change-person', { type: 'person', id }, { ...plain, roles, active, password: password !== undefined, pin: pin !== undefined });
  return presentPerson(next);
}

function isActiveAdmin(row: PersonRow): boolean {
  return row.active === 1 && rolesOf(row).includes('admin');
}

async function refuseLastAdmin(tx: Tx, id: string): Promise<void> {
  const others = (await tx.knex('person').where({ active: 1 }).whereNot({ id })) as PersonRow[];
  if (!others.some(isActiveAdmin))
    throw new Refusal({ code: 'last-admin', status: 409, title: 'Last administrator', detail: 'A plant needs an active administrator; this is the last one.', nextStep: 'Make somebody else an administrator first.' });
}

async function freePin(tx: Tx, secret: string, pin: string, id?: string): Promise<string> {
  const pinHash = hashPin(secret, pin);
  const other = (await tx.knex('person').where({ pin_hash: pinHash }).first('id')) as { id: string } | undefined;
  if (other !== undefined && other.id !== id)
    throw new Refusal({ code: 'pin-taken', status: 409, title: 'Choose another PIN', field: 'pin', detail: 'This PIN cannot be used.', nextStep: 'Choose another PIN.' });
  return pinHash;
}
