/** The order in which scala's mutable hash maps give their keys: Zeebe deploys a file's decisions in it. */

const FIRST_CAPACITY = 16;
const LOAD_FACTOR = 0.75;

function improvedHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash ^ (hash >>> 16);
}

/** The items by the slots of their keys' hashes; in one slot by hash, then as they came. */
export function inHashOrder<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  let capacity = FIRST_CAPACITY;
  while (items.length >= capacity * LOAD_FACTOR) capacity *= 2;
  const hashed = items.map((item) => ({ item, hash: improvedHash(keyOf(item)) }));
  const slot = (hash: number) => hash & (capacity - 1);
  return hashed.sort((a, b) => slot(a.hash) - slot(b.hash) || a.hash - b.hash).map(({ item }) => item);
}
