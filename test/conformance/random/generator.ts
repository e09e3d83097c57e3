import type { Event } from '../diagram.ts';
import { bound, Draw } from './draw.ts';
import type { Activity, Block, Branch, End, Handler, Mappings, Path, Plan, ProcessPlan, Scope, Start, Work } from './plan.ts';
import {
  drawCaught, drawCompensation, drawCondition, drawDuration, drawEnd, drawListeners, drawLoop, drawMappings, drawPeople, drawStarts, drawThrown, JOB_TYPES, MESSAGES, placeOf, SIGNALS,
} from './vocabulary.ts';

const DEEPEST = 4;
const MOST_ROUNDS = 24;

/** Where something is drawn. */
interface Place {
  readonly depth: number;
  /** How many multi-instances are around it. */
  readonly loops: number;
  /** Signals and escalations thrown here cannot come back to what threw them: nothing runs for ever. */
  readonly mayThrow: boolean;
  readonly callable: readonly string[];
  /** Activities drawn so far that a compensation thrown here may name: those of the scope, in an event subprocess those around it too. */
  readonly undoable: string[];
}

/** Draws the processes of a seed: a main one, those that it calls, and now and then one that starts by itself. */
export function drawPlan(seed: number): Plan {
  const draw = new Draw(seed);
  const quiet = [new ProcessGenerator(draw, draw.whole(3, 8)).process('quiet', { mayThrow: false, callable: [] })];
  const called = draw.chance(0.5) ? [new ProcessGenerator(draw, draw.whole(3, 10)).process('called', { mayThrow: true, callable: ['quiet'] })] : [];
  const callable = [...quiet, ...called].map(({ id }) => id);
  const main = new ProcessGenerator(draw, draw.whole(8, 30)).process('main', { mayThrow: true, callable });
  const started = draw.chance(0.35)
    ? [new ProcessGenerator(draw, draw.whole(2, 8)).process('started', { mayThrow: false, callable: [] }, drawStarts(draw))]
    : [];
  return { seed, processes: [main, ...called, ...quiet, ...started], rounds: draw.whole(10, MOST_ROUNDS), migrates: draw.chance(0.3) };
}

class ProcessGenerator {
  readonly #draw: Draw;
  readonly #ids = new Map<string, number>();
  /** How many more blocks there may be. */
  #left: number;

  constructor(draw: Draw, size: number) {
    this.#draw = draw;
    this.#left = size;
  }

  process(id: string, place: Pick<Place, 'mayThrow' | 'callable'>, starts: readonly (Event | undefined)[] = [undefined]): ProcessPlan {
    const scope = this.#scope({ depth: 0, loops: 0, undoable: [], ...place });
    const start = (event: Event | undefined): Start => ({ mappings: { in: [], out: drawMappings(this.#draw, 0.15).out }, ...(event === undefined ? {} : { event }) });
    return { id, starts: starts.map(start), scope };
  }

  #id(kind: string): string {
    const number = (this.#ids.get(kind) ?? 0) + 1;
    this.#ids.set(kind, number);
    return `${kind}${number}`;
  }

  #scope(outer: Place): Scope {
    const place = { ...outer, undoable: [] };
    const path = this.#path(place, true, place.depth === 0 ? 7 : 3);
    return { path, handlers: this.#draw.chance(place.depth === 0 ? 0.5 : 0.25) ? this.#handlers('handler', place, this.#draw.whole(1, 2)) : [] };
  }

  #path(place: Place, ends: boolean, longest: number): Path {
    const blocks: Block[] = [];
    const length = this.#draw.whole(1, longest);
    while (blocks.length < length && (blocks.length === 0 || this.#left > 0)) {
      const block = this.#block(place);
      blocks.push(block);
      // Few instances come far: what can be undone is often undone at once.
      if (block.kind === 'activity' && block.undo !== undefined && this.#draw.chance(0.4)) blocks.push(this.#compensation(place));
    }
    return { blocks, ...(ends ? { end: this.#end(place) } : {}) };
  }

  #end(place: Place): End {
    const event = drawEnd(this.#draw, place.mayThrow, place.undoable);
    return { id: this.#id('end'), ...(event === undefined ? {} : { event }), ...(this.#draw.chance(0.15) ? { mappings: { in: [], out: drawMappings(this.#draw, 1).out } } : {}) };
  }

  #block(place: Place): Block {
    this.#left -= 1;
    const nests = place.depth < DEEPEST && this.#left > 1 ? 1 : 0;
    const kind = this.#draw.weighted<() => Block>([
      [7, () => this.#activity(place)], [2.5, () => this.#event(place)], [0.5, () => this.#link()],
      [5 * nests, () => this.#choice(place)], [1.2 * nests, () => this.#repeat(place)],
    ]);
    return kind();
  }

  #activity(place: Place): Activity {
    const loop = place.loops < 2 && this.#draw.chance(0.22) ? drawLoop(this.#draw) : undefined;
    const work = this.#work(loop === undefined ? place : { ...place, loops: place.loops + 1 });
    const id = this.#id(work.type);
    const boundaries = this.#draw.chance(work.type === 'subProcess' || work.type === 'call' ? 0.55 : 0.35) ? this.#handlers('boundary', place, this.#draw.whole(1, 3), work) : [];
    const undo = this.#draw.chance(0.22) ? this.#undo(place) : undefined;
    if (undo !== undefined || work.type === 'subProcess') place.undoable.push(id);
    return { kind: 'activity', id, work, mappings: this.#mappings(), boundaries, ...(loop === undefined ? {} : { loop }), ...(undo === undefined ? {} : { undo }) };
  }

  /** The handler of a compensation: an activity without events, off the path. */
  #undo(place: Place): Activity {
    const inside: Place = { ...place, depth: place.depth + 1, mayThrow: false };
    const loop = place.loops < 2 && this.#draw.chance(0.12) ? drawLoop(this.#draw) : undefined;
    return { kind: 'activity', id: this.#id('undo'), work: this.#work(inside), mappings: this.#mappings(), boundaries: [], ...(loop === undefined ? {} : { loop }) };
  }

  #mappings(): Mappings {
    return drawMappings(this.#draw);
  }

  #work(place: Place): Work {
    const { chance, pick, weighted } = bound(this.#draw);
    const nests = place.depth < DEEPEST && this.#left > 0 ? 1 : 0;
    const kind = weighted<() => Work>([
      [6, () => this.#job('serviceTask')], [1, () => this.#job('sendTask')], [1, () => this.#job('scriptTask')], [1, () => this.#job('businessRuleTask')],
      [1.5, () => ({ type: 'userTask', ...drawPeople(this.#draw) })], [1, () => ({ type: 'jobUserTask', ...drawPeople(this.#draw) })],
      [1.5, () => ({ type: 'script', expression: pick(['=a + 1', '=count(items)', '=[a, b, c]', '={sum: a + 1, key: key}', '=r.v', '=assert(x, x != null)', '=a > 1']) })],
      [1, () => ({ type: 'decision', decision: pick(['grade', 'grade', '=b']) })],
      [0.6, () => ({ type: 'manualTask' })], [0.6, () => ({ type: 'task' })],
      [1.2, () => ({ type: 'receive', ...pick(MESSAGES) })],
      [place.callable.length > 0 ? 2.5 : 0, () => ({ type: 'call', process: this.#called(place), propagateAll: chance(0.7), propagateParent: chance(0.7) })],
      [4.5 * nests, () => ({ type: 'subProcess', scope: this.#scope({ ...place, depth: place.depth + 1 }) })],
    ]);
    return kind();
  }

  #job(tag: 'serviceTask' | 'sendTask' | 'scriptTask' | 'businessRuleTask'): Extract<Work, { type: 'job' }> {
    const { chance, pick, weighted } = bound(this.#draw);
    return {
      type: 'job', tag, job: weighted([[20, pick(JOB_TYPES)], [1, '=b']]), retries: weighted([[8, '3'], [2, '1'], [1, '=a + 1']]),
      listeners: tag === 'serviceTask' && chance(0.15) ? drawListeners(this.#draw) : [],
    };
  }

  #called(place: Place): string {
    const { pick, weighted } = bound(this.#draw);
    return weighted([[20, place.mayThrow ? pick(place.callable) : 'quiet'], [1, '=b']]);
  }

  #handlers(kind: 'handler' | 'boundary', place: Place, count: number, attachedTo?: Work): Handler[] {
    const taken = new Set<string>(attachedTo?.type === 'receive' ? [placeOf(attachedTo)] : []);
    // A process's own messages and those of its event subprocesses lie in one place: a subscription has an element and a message.
    if (attachedTo?.type === 'subProcess') for (const { event } of attachedTo.scope.handlers) taken.add(placeOf(event));
    const escalates = kind === 'handler' || attachedTo?.type === 'subProcess' || attachedTo?.type === 'call';
    const handlers: Handler[] = [];
    for (let i = 0; i < count; i++) {
      const interrupting = this.#draw.chance(0.5);
      const event = drawCaught(this.#draw, ['message', 'timer', 'signal', ...(interrupting ? ['error', 'error'] as const : []), ...(escalates ? ['escalation', 'escalation'] as const : [])], interrupting);
      const where = placeOf(event);
      if (where !== '' && taken.has(where)) continue;
      taken.add(where);
      const inside: Place = { ...place, depth: place.depth + 1, mayThrow: false, undoable: kind === 'handler' ? [...place.undoable] : place.undoable };
      const again = kind === 'boundary' && this.#leadsBack(event, interrupting, attachedTo);
      // What a signal sets off beside its activity must not come to a place behind it that may throw the same signal.
      const ends = !again && (kind === 'handler' || (!interrupting && 'signal' in event) || this.#draw.chance(0.6));
      const path = this.#path(inside, ends, 2);
      handlers.push({ id: this.#id(kind), event, interrupting, path, ...(again ? { again } : {}), mappings: { in: [], out: drawMappings(this.#draw, 0.25).out } });
    }
    return handlers;
  }

  /** May the event lead back to its activity? Only from outside: what the activity throws itself would come back for ever. */
  #leadsBack(event: Event, interrupting: boolean, attachedTo: Work | undefined): boolean {
    const waits = attachedTo?.type === 'job' || attachedTo?.type === 'userTask' || attachedTo?.type === 'receive';
    return waits && interrupting && ('message' in event || 'duration' in event || 'error' in event) && this.#draw.chance(0.3);
  }

  #event(place: Place): Block {
    const { thrown, event } = this.#draw.chance(0.5)
      ? { thrown: true, event: drawThrown(this.#draw, place.mayThrow, place.undoable) }
      : { thrown: false, event: drawCaught(this.#draw, ['message', 'message', 'message', 'timer', 'timer', 'timer', 'timer', 'signal', 'signal'], true) };
    return { kind: 'event', id: this.#id(thrown ? 'throw' : 'catch'), throws: thrown, mappings: this.#mappings(), ...(event === undefined ? {} : { event }) };
  }

  #compensation(place: Place): Block {
    return { kind: 'event', id: this.#id('throw'), throws: true, event: drawCompensation(this.#draw, place.undoable), mappings: this.#mappings() };
  }

  #link(): Block {
    return { kind: 'link', id: this.#id('link'), ...(this.#draw.chance(0.3) ? { condition: drawCondition(this.#draw) } : {}) };
  }

  #repeat(place: Place): Block {
    const first: Activity = { kind: 'activity', id: this.#id('again'), work: this.#job('serviceTask'), mappings: this.#mappings(), boundaries: [] };
    return { kind: 'repeat', id: this.#id('repeat'), times: this.#draw.whole(1, 3), blocks: [first, ...this.#path({ ...place, depth: place.depth + 1 }, false, 2).blocks] };
  }

  #choice(place: Place): Block {
    const { chance, whole, weighted } = bound(this.#draw);
    const gateway = weighted<'exclusive' | 'inclusive' | 'parallel' | 'eventBased' | 'task'>([[3, 'exclusive'], [2, 'inclusive'], [3.5, 'parallel'], [1.5, 'eventBased'], [0.5, 'task']]);
    const inside = { ...place, depth: place.depth + 1 };
    const branch = (): Path => this.#path(inside, chance(0.2), 2);
    const id = this.#id(gateway === 'task' ? 'fork' : gateway);
    if (gateway === 'parallel' || gateway === 'task') {
      const branches = Array.from({ length: whole(2, 3) }, branch);
      return { kind: 'choice', id, gateway, branches, ...(chance(0.8) ? { join: 'parallel' } : {}) };
    }
    if (gateway === 'eventBased') return { kind: 'choice', id, gateway, branches: this.#events(branch), join: 'exclusive' };
    const others: Branch[] = Array.from({ length: whole(1, 2) }, () => ({ ...branch(), condition: drawCondition(this.#draw) }));
    const last: Branch = { ...branch(), condition: chance(0.85) ? 'default' : drawCondition(this.#draw) };
    return { kind: 'choice', id, gateway, branches: [...others, last], ...(chance(0.6) ? { join: 'exclusive' } : {}) };
  }

  #events(branch: () => Path): Branch[] {
    const events = this.#draw.some<Event>([this.#draw.pick(MESSAGES), { duration: drawDuration(this.#draw) }, { signal: this.#draw.pick(SIGNALS) }], 3);
    const at: Event[] = events.length >= 2 ? events : [this.#draw.pick(MESSAGES), { duration: 'PT2M' }];
    return at.map((event) => ({ ...branch(), event }));
  }
}
