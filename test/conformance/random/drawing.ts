import {
  boundary, call, catchEvent, each, end, eventSub, io, job, jobUserTask, parallelStart, plain, process, receive, SCOPE, script, start, sub, throwEvent, undo, userTask,
} from '../diagram.ts';
import type { Diagram, Event, Node } from '../diagram.ts';
import type { DecisionFile } from '../dmn/diagram.ts';
import { decision, drg, table } from '../dmn/diagram.ts';
import type { Activity, Block, Choice, End, Handler, Listener, Mappings, Path, ProcessPlan, Scope } from './plan.ts';

/** The decision that business rule tasks make. */
export const GRADES: DecisionFile = drg('grades', [decision('grade', table({
  policy: 'COLLECT', inputs: ['a'], outputs: [{ name: 'level' }, { name: 'of' }], rules: [['< 2', '"low"', 'a'], ['[1..3]', '"middle"', 'b'], ['> 2', '"high"', 'count(items)']],
}))]);

/** The form of user tasks. */
export const FORM: DecisionFile = { name: 'form1.form', xml: `{"id": "form1${SCOPE}", "type": "default", "components": []}` };

export function drawDiagram({ id, scope, starts }: ProcessPlan): Diagram {
  const nodes = starts.map(({ event, mappings }, index) => start(index === 0 ? 'start' : `start${index + 1}`, event, { extensions: extensions(mappings) }));
  const drawn = new ScopeDrawing().draw(nodes, scope);
  return process(id, drawn.nodes, drawn.flows);
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

  draw(starts: readonly Node[], scope: Scope): { nodes: Node[]; flows: string } {
    this.#nodes.push(...starts);
    this.#close(this.#path(starts.map(({ id }) => ({ source: id })), scope.path), starts[0]!.id);
    for (const handler of scope.handlers) this.#nodes.push(eventSubprocess(handler));
    return { nodes: this.#nodes, flows: this.#flows.join('; ') };
  }

  #add(node: Node, tails: readonly Tail[]): Tail[] {
    this.#nodes.push(node);
    for (const { source, condition } of tails) this.#flow(source, node.id, condition);
    return [{ source: node.id }];
  }

  #flow(source: string, target: string, condition?: string): void {
    this.#flows.push(`${source} -> ${target}${condition === undefined ? '' : ` [${condition}]`}`);
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
      case 'link': return this.#link(tails, block);
      case 'repeat': {
        const begin = `${block.id}Begin`;
        let inside = this.#add(plain('exclusiveGateway', begin), tails);
        for (const each of block.blocks) inside = this.#block(inside, each);
        inside = this.#add(script(`${block.id}Count`, `=if ${block.id} = null then 1 else ${block.id} + 1`, block.id), inside);
        const [decided] = this.#add(plain('exclusiveGateway', `${block.id}Enough`), inside);
        this.#flow(decided!.source, begin, `${block.id} < ${block.times}`);
        return [{ ...decided!, condition: 'default' }];
      }
    }
  }

  #link(tails: Tail[], { id, condition }: Extract<Block, { kind: 'link' }>): Tail[] {
    const event = { link: id };
    if (condition === undefined) {
      this.#add(throwEvent(`${id}To`, {}, event), tails);
    } else {
      const [which] = this.#add(plain('exclusiveGateway', `${id}Which`), tails);
      this.#add(throwEvent(`${id}To`, {}, event), [{ ...which!, condition }]);
      this.#add(throwEvent(`${id}Also`, {}, event), [{ ...which!, condition: 'default' }]);
    }
    this.#nodes.push(catchEvent(`${id}From`, event));
    return [{ source: `${id}From` }];
  }

  #activity(tails: Tail[], activity: Activity): Tail[] {
    const open = this.#add(activityNode(activity), tails);
    if (activity.undo !== undefined) this.#nodes.push(...undo(activity.id, activityNode(activity.undo)));
    for (const { id, event, interrupting, path, again, mappings } of activity.boundaries) {
      this.#nodes.push(boundary(id, activity.id, event, { interrupting, extensions: extensions(mappings) }));
      const ways = this.#path([{ source: id }], path);
      if (again === undefined) open.push(...ways);
      else for (const { source, condition } of ways) this.#flow(source, activity.id, condition);
    }
    return open;
  }

  #choice(tails: Tail[], { id, gateway, branches, join }: Choice): Tail[] {
    // An inclusive gateway may have one way in only.
    const into = gateway === 'inclusive' && tails.length !== 1 ? this.#add(plain('exclusiveGateway', `${id}In`), tails) : tails;
    this.#add(plain(gateway === 'task' ? 'task' : `${gateway}Gateway`, id), into);
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
  const { nodes, flows } = new ScopeDrawing().draw([{ ...node, extensions: extensions(mappings) }], { path, handlers: [] });
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
    case 'job': return job(id, { tag: work.tag, type: work.job, retries: work.retries, ...extra, extensions: listeners(work.listeners) + extra.extensions });
    case 'userTask': return userTask(id, { assignment: work.assignment, schedule: work.schedule, ...extra, extensions: formOf(work.form) + extra.extensions });
    case 'jobUserTask': return jobUserTask(id, { assignment: work.assignment, schedule: work.schedule, ...extra, extensions: formOf(work.form) + extra.extensions });
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
      const { nodes, flows } = new ScopeDrawing().draw([start(`${id}Start`)], work.scope);
      return sub(id, nodes, flows, extra);
    }
  }
}

function formOf(form: string | undefined): string {
  return form === undefined ? '' : `<zeebe:formDefinition formId="${form.replaceAll('"', '&quot;')}"/>`;
}

function listeners(all: readonly Listener[]): string {
  if (all.length === 0) return '';
  const each = all.map(({ on, job: type, retries }) =>
    `<zeebe:executionListener eventType="${on}" type="${type.startsWith('=') ? type : type + SCOPE}"${retries === undefined ? '' : ` retries="${retries}"`}/>`);
  return `<zeebe:executionListeners>${each.join('')}</zeebe:executionListeners>`;
}

function merged(node: Node, extra: { extensions: string; body?: string }): Node {
  return { ...node, ...extra, extensions: node.extensions! + extra.extensions };
}
