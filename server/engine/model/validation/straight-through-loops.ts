import type { ExecutableFlowNode, ExecutableProcess, ExecutableScope } from '../types.ts';

/** They do something, but never wait. */
const LOOP_STARTS: readonly string[] = ['MANUAL_TASK', 'TASK', 'INTERMEDIATE_THROW_EVENT'];
const PASSED: readonly string[] = [...LOOP_STARTS, 'EXCLUSIVE_GATEWAY', 'PARALLEL_GATEWAY', 'INCLUSIVE_GATEWAY', 'START_EVENT', 'END_EVENT', 'SUB_PROCESS'];

/** The ids along a loop in which no element ever waits: a token in it would keep the engine busy for ever. */
export function straightThroughLoop(process: ExecutableProcess): string[] | undefined {
  for (const node of process.elementsById.values()) {
    if (node.elementType === 'SEQUENCE_FLOW' || !LOOP_STARTS.includes(activityOf(node).elementType)) continue;
    const path = wayBackTo(node);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** Without recursion: a diagram may be a chain of many thousand elements. */
function wayBackTo(start: ExecutableFlowNode): string[] | undefined {
  const cameFrom = new Map<ExecutableFlowNode, ExecutableFlowNode>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of nextNodes(node)) {
      if (next === start) return [...wayTo(node, start, cameFrom), start.id];
      if (cameFrom.has(next) || !PASSED.includes(activityOf(next).elementType)) continue;
      cameFrom.set(next, node);
      open.push(next);
    }
  }
  return undefined;
}

function wayTo(end: ExecutableFlowNode, start: ExecutableFlowNode, cameFrom: ReadonlyMap<ExecutableFlowNode, ExecutableFlowNode>): string[] {
  const path = [end.id];
  for (let node = end; node !== start;) {
    const previous = cameFrom.get(node);
    if (previous === undefined) break;
    path.unshift(previous.id);
    node = previous;
  }
  return path;
}

/** Into a subprocess, along the flows, or, at the end of a subprocess, out of it. */
function nextNodes(node: ExecutableFlowNode): ExecutableFlowNode[] {
  const activity = activityOf(node);
  if (activity.elementType === 'SUB_PROCESS') return [...(activity as ExecutableScope).startEvents];
  const out = node.outgoing.map((flow) => flow.target);
  if (out.length > 0) return out;
  let scope = node.scope;
  while (scope?.elementType === 'SUB_PROCESS') {
    const outer = outgoingOfScope(scope);
    if (outer.length > 0) return outer;
    scope = scope.scope;
  }
  return [];
}

function outgoingOfScope(scope: ExecutableScope): ExecutableFlowNode[] {
  const found = scope.scope?.children.find((child) => child === scope || child.multiInstance?.inner === scope);
  return (found?.outgoing ?? []).map((flow) => flow.target);
}

function activityOf(node: ExecutableFlowNode): ExecutableFlowNode {
  return node.multiInstance?.inner ?? node;
}
