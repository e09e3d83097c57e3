import { FeelContext, isList, type Value } from './value.ts';

/** How large a value is as a tree: what it shares with others counts each time, as it does when the value is written or compared. */
export interface Extent {
  /** Items and entries at all levels; text counts one more for 16 characters. */
  readonly weight: number;
  readonly depth: number;
}

const SCALAR: Extent = { weight: 1, depth: 0 };
const known = new WeakMap<object, Extent>();

export function extentOf(value: Value): Extent {
  if (typeof value === 'string') return value.length < 16 ? SCALAR : { weight: 1 + (value.length >> 4), depth: 0 };
  if (value === null || !(isList(value) || value instanceof FeelContext)) return SCALAR;
  const measured = known.get(value);
  if (measured !== undefined) return measured;
  let [weight, depth] = [1, 0];
  for (const part of isList(value) ? value : value.entries.values()) {
    const extent = extentOf(part);
    weight += extent.weight;
    depth = Math.max(depth, extent.depth);
  }
  const extent = { weight, depth: depth + 1 };
  known.set(value, extent);
  return extent;
}
