import type { Equipment, List } from '../../api/types.ts';

export type EquipmentAnswer = List<Equipment>;

export interface EquipmentNode extends Equipment {
  children: EquipmentNode[];
}

/** The roots of the plant with everything below them; what names an unknown parent is a root. */
export function asTree({ items }: EquipmentAnswer): EquipmentNode[] {
  const known = new Set(items.map(({ id }) => id));
  const nest = (node: Equipment): EquipmentNode => ({ ...node, children: items.filter(({ parentId }) => parentId === node.id).map(nest) });
  return items.filter(({ parentId }) => parentId === null || !known.has(parentId)).map(nest);
}
