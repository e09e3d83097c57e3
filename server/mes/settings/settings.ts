import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { isUniqueViolation } from '../../database/index.ts';
import type { Database, Tx } from '../../database/index.ts';

/** A setting of the plant, or undefined where it was never set. */
export async function readSetting<Schema extends z.ZodType>(knex: Tx['knex'] | Database['knex'], name: string, schema: Schema): Promise<z.output<Schema> | undefined> {
  const row = (await knex('setting').where({ name }).first('value')) as { value: string } | undefined;
  return row === undefined ? undefined : schema.parse(JSON.parse(row.value));
}

export async function writeSetting(tx: Tx, name: string, value: unknown): Promise<void> {
  await tx.knex('setting').insert({ name, value: JSON.stringify(value) }).onConflict('name').merge(['value']);
}

/** A secret of this plant that all its processes share: 32 random bytes as base64url, made when first asked for. */
export async function plantSecret(database: Database, name: string): Promise<string> {
  const there = await findSecret(database.knex, name);
  if (there !== undefined) return there;
  try {
    return await database.transaction('system', (tx) => secretIn(tx, name));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return (await findSecret(database.knex, name))!;
  }
}

/** `plantSecret` within a transaction. */
export async function secretIn(tx: Tx, name: string): Promise<string> {
  const there = await findSecret(tx.knex, name);
  if (there !== undefined) return there;
  const secret = randomBytes(32).toString('base64url');
  await tx.knex('setting').insert({ name: `secret:${name}`, value: JSON.stringify(secret) });
  return secret;
}

async function findSecret(knex: Tx['knex'] | Database['knex'], name: string): Promise<string | undefined> {
  const row = (await knex('setting').where({ name: `secret:${name}` }).first('value')) as { value: string } | undefined;
  return row === undefined ? undefined : (JSON.parse(row.value) as string);
}
