import type { z } from 'zod';
import type { Projection } from './projector.ts';
import type { values } from './record.ts';

/** Variables of an instance that tell which order or lot it is about. */
const subjects: Readonly<Record<string, 'order_id' | 'lot_id'>> = { orderId: 'order_id', lotId: 'lot_id' };
const idMax = 128;

/** A variable's present value. Names longer than a column are not shown; the engine has them all the same. */
export async function projectVariable({ tx, batch, changedInstances, at }: Projection, value: z.infer<typeof values.VARIABLE>): Promise<void> {
  if (value.name.length > idMax) return;
  const id = asId(value.value);
  batch.variable({
    scope_key: value.scopeKey, name: value.name, value: value.value, process_instance_key: value.processInstanceKey, updated_at: at,
    command_id: value.name === 'commandId' ? id : null,
  });
  changedInstances.add(value.processInstanceKey);
  const column = subjects[value.name];
  if (column !== undefined && id !== null && value.scopeKey === value.processInstanceKey)
    await tx.knex('process_instance').where({ key: value.processInstanceKey }).update({ [column]: id });
}

/** What an instance that begins now is about: Zeebe tells the variables it was created with before its first element. */
export async function subjectsOf({ tx, batch }: Projection, processInstanceKey: string): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {};
  const stored = (await tx.knex('variable').where({ scope_key: processInstanceKey }).whereIn('name', Object.keys(subjects)).select('name', 'value')) as { name: string; value: string }[];
  for (const { name, value } of stored) found[subjects[name]!] = asId(value);
  for (const [name, column] of Object.entries(subjects)) {
    const value = batch.variables.get(`${processInstanceKey}/${name}`)?.value;
    if (value !== undefined) found[column] = asId(value);
  }
  return found;
}

/** A variable's value where it is an id: JSON text or a whole number. */
export function asId(json: string): string | null {
  const value = JSON.parse(json) as unknown;
  const text = typeof value === 'number' && Number.isInteger(value) ? json : value;
  return typeof text === 'string' && text !== '' && text.length <= idMax ? text : null;
}
