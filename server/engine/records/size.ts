import type { Variables } from './types.ts';

/** What a record holds besides documents: keys, ids, names. */
const OTHER_BYTES = 400;

/** Lists of values that hold documents themselves. */
const NESTED = ['activateInstructions', 'variableInstructions'];

/** About how many bytes a record's value takes in Zeebe's count: exact for variables, which can be large, a flat rate for the rest. */
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

/** How many bytes the texts and names of a value take in UTF-8. */
export const utf8Size = sizer((text) => Buffer.byteLength(text));

/** About how many bytes a value takes here, whatever of it is large: ids and names have no limit of their own. */
export const textSize = sizer((text) => text.length);

function sizer(sizeOf: (text: string) => number): (value: unknown) => number {
  const measure = (value: unknown): number => {
    if (typeof value === 'string') return sizeOf(value);
    if (typeof value !== 'object' || value === null) return 0;
    let size = 0;
    for (const name in value) size += sizeOf(name) + measure((value as Record<string, unknown>)[name]);
    return size;
  };
  return measure;
}
