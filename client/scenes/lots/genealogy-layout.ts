import type { Genealogy } from '../../api/types.ts';

export const nodeWidth = 280;
export const nodeHeight = 74;
const gapX = 190;
const gapY = 22;

export interface GenealogyLayout {
  places: Map<string, { x: number; y: number }>;
  width: number;
  height: number;
}

/** Places every lot one column right of the last lot that went into it, in px. A cycle ends where it closes. */
export function layoutGenealogy({ nodes, edges }: Genealogy): GenealogyLayout {
  const sources = new Map<string, string[]>();
  for (const { from, to } of edges) sources.set(to, [...(sources.get(to) ?? []), from]);
  const columns = new Map<string, number>();
  const columnOf = (id: string, seen: ReadonlySet<string>): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    const inputs = (sources.get(id) ?? []).filter((source) => !seen.has(source));
    const column = inputs.length === 0 ? 0 : 1 + Math.max(...inputs.map((source) => columnOf(source, new Set([...seen, id]))));
    columns.set(id, column);
    return column;
  };
  for (const { lotId } of nodes) columnOf(lotId, new Set());
  const stacks = new Map<number, string[]>();
  for (const { lotId } of nodes) {
    const column = columns.get(lotId) ?? 0;
    stacks.set(column, [...(stacks.get(column) ?? []), lotId]);
  }
  const tallest = Math.max(1, ...[...stacks.values()].map(({ length }) => length));
  const height = tallest * (nodeHeight + gapY);
  const places = new Map<string, { x: number; y: number }>();
  for (const [column, ids] of stacks) {
    const top = (height - ids.length * (nodeHeight + gapY)) / 2;
    for (const [row, id] of ids.entries()) places.set(id, { x: column * (nodeWidth + gapX), y: top + gapY / 2 + row * (nodeHeight + gapY) });
  }
  const last = Math.max(0, ...stacks.keys());
  return { places, width: (last + 1) * nodeWidth + last * gapX, height };
}
