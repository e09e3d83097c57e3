import type { ExecutableFlowNode, ExecutableProcess, ExecutableScope } from '../types.ts';
import { inZeebesOrder } from '../zeebes-order.ts';

/** They do something, but never wait. */
const LOOP_STARTS: readonly string[] = ['MANUAL_TASK', 'TASK', 'CALL_ACTIVITY', 'INTERMEDIATE_THROW_EVENT'];
const PASSED: readonly string[] = [...LOOP_STARTS, 'EXCLUSIVE_GATEWAY', 'PARALLEL_GATEWAY', 'INCLUSIVE_GATEWAY', 'START_EVENT', 'END_EVENT', 'SUB_PROCESS'];

/** A node whose followers are tried one after the other, without recursion: a diagram may be a chain of many thousand elements. */
interface Visit {
  readonly node: ExecutableFlowNode;
  readonly next: ExecutableFlowNode[];
}

/**
 * The ids along a loop in which no element ever waits: a token in it would keep the engine busy for ever. `together`: the processes of the
 * same file, which call activities may lead into.
 */
export function straightThroughLoop(process: ExecutableProcess, together: readonly ExecutableProcess[]): string[] | undefined {
  const starts = [...process.elementsById.values()].filter((element) => element.elementType !== 'SEQUENCE_FLOW').map(activityOf)
    .filter(({ elementType }) => LOOP_STARTS.includes(elementType)).sort((a, b) => (a.id < b.id ? -1 : 1));
  /** From here no loop is reached. */
  const done = new Set<ExecutableFlowNode>();
  for (const start of starts) {
    const loop = loopFrom(start, together, done);
    if (loop !== undefined) return loop.map(({ id }) => id);
  }
  return undefined;
}

function loopFrom(start: ExecutableFlowNode, together: readonly ExecutableProcess[], done: Set<ExecutableFlowNode>): ExecutableFlowNode[] | undefined {
  const way: Visit[] = done.has(start) ? [] : [{ node: start, next: nextNodes(start, together) }];
  const onTheWay = new Set(way.map(({ node }) => node));
  for (let visit = way.at(-1); visit !== undefined; visit = way.at(-1)) {
    const next = visit.next.shift();
    if (next === undefined) {
      way.pop();
      onTheWay.delete(visit.node);
      done.add(visit.node);
    } else if (onTheWay.has(next)) {
      const loop = way.map(({ node }) => node);
      return [...loop.slice(loop.indexOf(next)), next];
    } else if (!done.has(next) && PASSED.includes(next.elementType)) {
      way.push({ node: next, next: nextNodes(next, together) });
      onTheWay.add(next);
    }
  }
  return undefined;
}

/** Into a subprocess or a called process, along the flows, or, at the end of a subprocess, out of it. */
function nextNodes(node: ExecutableFlowNode, together: readonly ExecutableProcess[]): ExecutableFlowNode[] {
  if (node.elementType === 'SUB_PROCESS') return (node as ExecutableScope).startEvents.slice(0, 1);
  if (node.elementType === 'CALL_ACTIVITY') return calledStart(node, together);
  const flows = outer(node).outgoing.length > 0 ? outer(node).outgoing : node.scope === undefined ? [] : outer(node.scope).outgoing;
  return inZeebesOrder(flows).map(({ target }) => activityOf(target));
}

function calledStart({ calledElement }: ExecutableFlowNode, together: readonly ExecutableProcess[]): ExecutableFlowNode[] {
  const called = calledElement?.processId.isStatic ? together.find(({ id }) => id === calledElement.processId.source) : undefined;
  return called?.noneStartEvent === undefined ? [] : [called.noneStartEvent];
}

/** Of a multi-instance activity, the body that holds its flows. */
function outer(node: ExecutableFlowNode): ExecutableFlowNode {
  return node.scope?.children.find((child) => child.multiInstance?.inner === node) ?? node;
}

function activityOf(node: ExecutableFlowNode): ExecutableFlowNode {
  return node.multiInstance?.inner ?? node;
}
