import {
  boundary, call, catchEvent, each, end, eventSub, io, job, jobUserTask, parallelStart, plain, process, receive, SCOPE, script, start, sub, throwEvent, userTask,
} from '../diagram.ts';
import type { Diagram, Event, Node } from '../diagram.ts';
import type { DecisionFile } from '../dmn/diagram.ts';
import { decision, drg, table } from '../dmn/diagram.ts';
import type { Activity, Block, Choice, End, Handler, Mappings, Path, ProcessPlan, Scope } from './plan.ts';

/** The decision that business rule tasks make. */
export const GRADES: DecisionFile = drg('grades', [decision('grade', table({
  policy: 'COLLECT', inputs: ['a'], outputs: [{ name: 'level' }, { name: 'of' }], rules: [['< 2', '"low"', 'a'], ['[1..3]', '"middle"', 'b'], ['> 2', '"high"', 'count(items)']],
}))]);

export function drawDiagram({ id, scope, startsWith }: ProcessPlan): Diagram {
  const { nodes, flows } = new ScopeDrawing().draw('start', start('start', startsWith), scope);
  return process(id, nodes, flows);
}

/** Where a flow begins, and the condition on it. */
interface Tail {
  readonly source: string;
  readonly condition?: string;
}

/** Nodes and flows of one scope; each block is joined to the tails of the one before. */
class ScopeDrawing {
  readonly #nodes: Node[] = [];
  readonly #flows: string[] = [];

  draw(startId: string, startNode: Node, scope: Scope): { nodes: Node[]; flows: string } {
    this.#nodes.push(startNode);
    this.#close(this.#path([{ source: startId }], scope.path), startId);
    for (const handler of scope.handlers) this.#nodes.push(eventSubprocess(handler));
    return { nodes: this.#nodes, flows: this.#flows.join('; ') };
  }

  #add(node: Node, tails: readonly Tail[]): Tail[] {
    this.#nodes.push(node);
    for (const { source, condition } of tails) this.#flows.push(`${source} -> ${node.id}${condition === undefined ? '' : ` [${condition}]`}`);
    return [{ source: node.id }];
  }

  /** What is left open when a path of a scope has no end of its own: a plain end. */
  #close(tails: readonly Tail[], name: string): void {
    if (tails.length > 0) this.#add(end(`${name}End`), tails);
  }

  #path(tails: Tail[], { blocks, end: last }: Path): Tail[] {
    for (const block of blocks) tails = this.#block(tails, block);
    if (last === undefined) return tails;
    this.#add(endNode(last), tails);
    return [];
  }

  #block(tails: Tail[], block: Block): Tail[] {
    switch (block.kind) {
      case 'activity': return this.#activity(tails, block);
      case 'choice': return this.#choice(tails, block);
      case 'event': return this.#add(eventNode(block), tails);
      case 'link': {
        this.#add(throwEvent(`${block.id}To`, {}, { link: block.id }), tails);
        this.#nodes.push(catchEvent(`${block.id}From`, { link: block.id }));
        return [{ source: `${block.id}From` }];
      }
      case 'repeat': {
        const begin = `${block.id}Begin`;
        let inside = this.#add(plain('exclusiveGateway', begin), tails);
        for (const each of block.blocks) inside = this.#block(inside, each);
        inside = this.#add(script(`${block.id}Count`, `=if ${block.id} = null then 1 else ${block.id} + 1`, block.id), inside);
        const [decided] = this.#add(plain('exclusiveGateway', `${block.id}Enough`), inside);
        this.#flows.push(`${decided!.source} -> ${begin} [${block.id} < ${block.times}]`);
        return [{ ...decided!, condition: 'default' }];
      }
    }
  }

  #activity(tails: Tail[], activity: Activity): Tail[] {
    const open = this.#add(activityNode(activity), tails);
    for (const { id, event, interrupting, path, mappings } of activity.boundaries) {
      this.#nodes.push(boundary(id, activity.id, event, { interrupting, extensions: extensions(mappings) }));
      open.push(...this.#path([{ source: id }], path));
    }
    return open;
  }

  #choice(tails: Tail[], { id, gateway, branches, join }: Choice): Tail[] {
    // An inclusive gateway may have one way in only.
    const into = gateway === 'inclusive' && tails.length !== 1 ? this.#add(plain('exclusiveGateway', `${id}In`), tails) : tails;
    this.#add(plain(`${gateway}Gateway`, id), into);
    const open = branches.flatMap((branch, index) => {
      const way: Tail = { source: id, ...(branch.condition === undefined ? {} : { condition: branch.condition }) };
      const begin = branch.event === undefined ? [way] : this.#add(catchEvent(`${id}Event${index + 1}`, branch.event), [way]);
      return this.#path(begin, branch);
    });
    return join === undefined || open.length === 0 ? open : this.#add(plain(`${join}Gateway`, `${id}Join`), open);
  }
}

function eventSubprocess({ id, event, interrupting, path, mappings }: Handler): Node {
  const startId = `${id}Start`;
  const node = interrupting ? start(startId, event) : parallelStart(startId, event);
  const { nodes, flows } = new ScopeDrawing().draw(startId, { ...node, extensions: extensions(mappings) }, { path, handlers: [] });
  return eventSub(id, nodes, flows);
}

function extensions(mappings: Mappings | undefined): string {
  return mappings === undefined || mappings.in.length + mappings.out.length === 0 ? '' : io(mappings);
}

function endNode({ id, event, mappings }: End): Node {
  return end(id, event, { extensions: messageJob(event) + extensions(mappings) });
}

function eventNode({ id, throws, event, mappings }: Extract<Block, { kind: 'event' }>): Node {
  return throws ? throwEvent(id, { extensions: messageJob(event) + extensions(mappings) }, event) : catchEvent(id, event!, { extensions: extensions(mappings) });
}

/** Who throws a message is a job. */
function messageJob(event: Event | undefined): string {
  return event !== undefined && 'message' in event ? `<zeebe:taskDefinition type="send${SCOPE}"/>` : '';
}

function activityNode({ id, work, mappings, loop }: Activity): Node {
  const extra = { extensions: extensions(mappings), ...(loop === undefined ? {} : { body: each(loop.collection, loop) }) };
  switch (work.type) {
    case 'job': return job(id, { tag: work.tag, type: work.job, retries: work.retries, ...extra });
    case 'userTask': return userTask(id, { ...work, ...extra });
    case 'jobUserTask': return jobUserTask(id, { ...work, ...extra });
    case 'script': return merged(script(id, work.expression, 'r'), extra);
    case 'decision': {
      const decisionId = work.decision.startsWith('=') ? work.decision : work.decision + SCOPE;
      return merged(plain('businessRuleTask', id, { extensions: `<zeebe:calledDecision decisionId="${decisionId}" resultVariable="r"/>` }), extra);
    }
    case 'manualTask':
    case 'task': return plain(work.type, id, extra);
    case 'receive': return receive(id, work, extra);
    case 'call': return call(id, work.process, { propagateAll: work.propagateAll, propagateParent: work.propagateParent, ...extra });
    case 'subProcess': {
      const { nodes, flows } = new ScopeDrawing().draw(`${id}Start`, start(`${id}Start`), work.scope);
      return sub(id, nodes, flows, extra);
    }
  }
}

function merged(node: Node, extra: { extensions: string; body?: string }): Node {
  return { ...node, ...extra, extensions: node.extensions! + extra.extensions };
}
