/** Zeebe 8.5 goes through the flows out of a node, and the boundary events of an activity, from the diagram's last to its first. */
export function inZeebesOrder<T>(inDiagramOrder: readonly T[]): T[] {
  return [...inDiagramOrder].reverse();
}
