/**
 * The order in which scala's immutable maps give their entries: as put in up to four entries, by hash beyond. feel-scala shows it in
 * `string(…)`, `get entries(…)` and its messages.
 */

const IN_ORDER_MAX = 4;

/** Java's `String.hashCode`. */
function hashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Scala's improvement of a hash, so that its low bits differ more. */
function improve(hash: number): number {
  let h = (hash + ~(hash << 9)) | 0;
  h ^= h >>> 14;
  h = (h + (h << 4)) | 0;
  return h ^ (h >>> 10);
}

type Hashed<T> = readonly [hash: number, entry: readonly [string, T]];

/** A node of the hash trie: entries alone in their slot come first, then the nodes below, both by slot. */
function walk<T>(hashed: readonly Hashed<T>[], shift: number): (readonly [string, T])[] {
  if (shift > 30) return hashed.map(([, entry]) => entry);
  const slots = new Map<number, Hashed<T>[]>();
  for (const item of hashed) {
    const slot = (item[0] >>> shift) & 31;
    slots.set(slot, [...(slots.get(slot) ?? []), item]);
  }
  const ordered = [...slots].sort(([x], [y]) => x - y).map(([, items]) => items);
  return [
    ...ordered.flatMap((items) => (items.length === 1 ? items.map(([, entry]) => entry) : [])),
    ...ordered.flatMap((items) => (items.length > 1 ? walk(items, shift + 5) : [])),
  ];
}

export function inScalaOrder<T>(entries: ReadonlyMap<string, T>): (readonly [string, T])[] {
  if (entries.size <= IN_ORDER_MAX) return [...entries];
  return walk([...entries].map((entry) => [improve(hashCode(entry[0])), entry] as const), 0);
}
