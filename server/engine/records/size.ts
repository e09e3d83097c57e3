import type { Variables } from './types.ts';

/** What a record holds besides documents: keys, ids, names. */
const OTHER_BYTES = 400;

/** Lists of values that hold documents themselves. */
const NESTED = ['activateInstructions', 'variableInstructions'];

/** About how many bytes a record's value takes: exact for variables, which can be large, a flat rate for the rest. */
export function recordSize(value: object): number {
  let size = OTHER_BYTES;
  if ('value' in value && typeof value.value === 'string') size += value.value.length;
  if ('variables' in value) {
    const variables = value.variables as Variables;
    for (const name in variables) size += name.length + variables[name]!.length;
  }
  for (const list of NESTED) {
    if (list in value) for (const nested of (value as Record<string, readonly object[]>)[list]!) size += recordSize(nested);
  }
  return size;
}
