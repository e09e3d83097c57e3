import type { Equipment, List } from '../../api/types.ts';

/** The plant comes as a tree or as a flat list with parents; screens take both. */
export type EquipmentAnswer = List<Equipment> | Equipment[];

function items(answer: EquipmentAnswer | undefined): Equipment[] {
  return answer === undefined ? [] : Array.isArray(answer) ? answer : answer.items;
}

/** Every piece of equipment, parents before their children. */
export function flatten(answer: EquipmentAnswer | undefined): Equipment[] {
  const walk = (nodes: Equipment[]): Equipment[] => nodes.flatMap((node) => [node, ...walk(node.children ?? [])]);
  return walk(items(answer));
}

/** The roots of the tree, with `children` filled in from the parents of a flat list. */
export function asTree(answer: EquipmentAnswer | undefined): Equipment[] {
  const all = flatten(answer);
  const known = new Set(all.map(({ id }) => id));
  const below = (parentId: string): Equipment[] => all.filter((node) => node.parentId === parentId).map(nest);
  const nest = (node: Equipment): Equipment => ({ ...node, children: node.children?.length ? node.children : below(node.id) });
  const nested = new Set(all.flatMap(({ children }) => (children ?? []).map(({ id }) => id)));
  return all.filter(({ id, parentId }) => !nested.has(id) && (!parentId || !known.has(parentId))).map(nest);
}
