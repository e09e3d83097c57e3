import type { Event } from '../diagram.ts';
import { Draw } from './draw.ts';
import type { Activity, Block, Branch, End, Handler, Mappings, Path, Plan, ProcessPlan, Scope, Work } from './plan.ts';
import { drawCaught, drawCondition, drawDuration, drawLoop, drawMappings, ERRORS, ESCALATIONS, JOB_TYPES, MESSAGES, placeOf, SIGNALS } from './vocabulary.ts';

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
}

/** Draws the processes of a seed: a main one, those that it calls, and now and then one that starts by itself. */
export function drawPlan(seed: number): Plan {
  const draw = new Draw(seed);
  const quiet = [new ProcessGenerator(draw, draw.whole(3, 8)).process('quiet', { mayThrow: false, callable: [] })];
  const called = draw.chance(0.5) ? [new ProcessGenerator(draw, draw.whole(3, 10)).process('called', { mayThrow: true, callable: ['quiet'] })] : [];
  const callable = [...quiet, ...called].map(({ id }) => id);
  const main = new ProcessGenerator(draw, draw.whole(8, 30)).process('main', { mayThrow: true, callable });
  const started = draw.chance(0.3)
    ? [new ProcessGenerator(draw, draw.whole(2, 8)).process('started', { mayThrow: false, callable: [], startsWith: drawStart(draw) })]
    : [];
  return { seed, processes: [main, ...called, ...quiet, ...started], rounds: draw.whole(10, MOST_ROUNDS) };
}

function drawStart(draw: Draw): Event {
  return draw.weighted<Event>([[3, { message: draw.pick(MESSAGES).message }], [2, { signal: draw.pick(SIGNALS) }], [1, { cycle: 'R2/PT1M' }]]);
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

  process(id: string, { startsWith, ...place }: Pick<Place, 'mayThrow' | 'callable'> & { startsWith?: Event }): ProcessPlan {
    const scope = this.#scope({ depth: 0, loops: 0, ...place });
    return { id, scope, ...(startsWith === undefined ? {} : { startsWith }) };
  }

  #id(kind: string): string {
    const number = (this.#ids.get(kind) ?? 0) + 1;
    this.#ids.set(kind, number);
    return `${kind}${number}`;
  }

  #scope(place: Place): Scope {
    const path = this.#path(place, true, place.depth === 0 ? 7 : 3);
    return { path, handlers: this.#draw.chance(place.depth === 0 ? 0.5 : 0.25) ? this.#handlers('handler', place, this.#draw.whole(1, 2)) : [] };
  }

  #path(place: Place, ends: boolean, longest: number): Path {
    const blocks: Block[] = [];
    const length = this.#draw.whole(1, longest);
    while (blocks.length < length && (blocks.length === 0 || this.#left > 0)) blocks.push(this.#block(place));
    return { blocks, ...(ends ? { end: this.#end(place) } : {}) };
  }

  #end(place: Place): End {
    const { chance, weighted, pick } = bound(this.#draw);
    const throws = place.mayThrow ? 1 : 0;
    const event = weighted<Event | undefined>([
      [12, undefined], [1, { terminate: true }], [1.5, { error: pick([...ERRORS, 'e9']) }], [1, { message: 'm1', key: '=key' }], [throws, { signal: pick(SIGNALS) }], [throws, { escalation: pick([...ESCALATIONS, 'x9']) }],
    ]);
    return { id: this.#id('end'), ...(event === undefined ? {} : { event }), ...(chance(0.15) ? { mappings: { in: [], out: drawMappings(this.#draw, 1).out } } : {}) };
  }

  #block(place: Place): Block {
    this.#left -= 1;
    const nests = place.depth < DEEPEST && this.#left > 1 ? 1 : 0;
    const kind = this.#draw.weighted<() => Block>([
      [7, () => this.#activity(place)], [2.5, () => this.#event(place)], [0.4, () => ({ kind: 'link', id: this.#id('link') })],
      [5 * nests, () => this.#choice(place)], [1.2 * nests, () => this.#repeat(place)],
    ]);
    return kind();
  }

  #activity(place: Place): Activity {
    const loop = place.loops < 2 && this.#draw.chance(0.22) ? drawLoop(this.#draw) : undefined;
    const work = this.#work(loop === undefined ? place : { ...place, loops: place.loops + 1 });
    const boundaries = this.#draw.chance(work.type === 'subProcess' || work.type === 'call' ? 0.55 : 0.35) ? this.#handlers('boundary', place, this.#draw.whole(1, 3), work) : [];
    return { kind: 'activity', id: this.#id(work.type), work, mappings: this.#mappings(), boundaries, ...(loop === undefined ? {} : { loop }) };
  }

  #mappings(): Mappings {
    return drawMappings(this.#draw);
  }

  #work(place: Place): Work {
    const { chance, pick, weighted } = bound(this.#draw);
    const nests = place.depth < DEEPEST && this.#left > 0 ? 1 : 0;
    const people = (): Pick<Extract<Work, { type: 'userTask' | 'jobUserTask' }>, 'assignment' | 'schedule'> => ({
      assignment: chance(0.5) ? { assignee: pick(['anna', '=b']), candidateGroups: pick(['g1,g2', '=["g1"]']) } : {},
      schedule: chance(0.3) ? { dueDate: pick(['2041-02-03T04:05:06Z', '=date and time("2041-02-03T04:05:00+01:00") + duration("PT1H")', '=date and time("2041-02-03T04:05:06@Europe/Berlin")']) } : {},
    });
    const kind = weighted<() => Work>([
      [6, () => this.#job('serviceTask')], [1, () => this.#job('sendTask')], [1, () => this.#job('scriptTask')], [1, () => this.#job('businessRuleTask')],
      [1.5, () => ({ type: 'userTask', ...people() })], [1, () => ({ type: 'jobUserTask', ...people() })],
      [1.5, () => ({ type: 'script', expression: pick(['=a + 1', '=count(items)', '=[a, b, c]', '={sum: a + 1, key: key}', '=r.v', '=assert(x, x != null)', '=a > 1']) })],
      [1, () => ({ type: 'decision', decision: pick(['grade', 'grade', '=b']) })],
      [0.6, () => ({ type: 'manualTask' })], [0.6, () => ({ type: 'task' })],
      [1.2, () => ({ type: 'receive', ...pick(MESSAGES) })],
      [place.callable.length > 0 ? 2.5 : 0, () => ({ type: 'call', process: this.#called(place), propagateAll: chance(0.7), propagateParent: chance(0.7) })],
      [4.5 * nests, () => ({ type: 'subProcess', scope: this.#scope({ ...place, depth: place.depth + 1 }) })],
    ]);
    return kind();
  }

  #job(tag: 'serviceTask' | 'sendTask' | 'scriptTask' | 'businessRuleTask'): Work {
    const { pick, weighted } = bound(this.#draw);
    return { type: 'job', tag, job: weighted([[20, pick(JOB_TYPES)], [1, '=b']]), retries: weighted([[8, '3'], [2, '1'], [1, '=a + 1']]) };
  }

  #called(place: Place): string {
    return place.mayThrow ? this.#draw.pick(place.callable) : 'quiet';
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
      const inside: Place = { ...place, depth: place.depth + 1, mayThrow: false };
      // What a signal sets off beside its activity must not come to a place behind it that may throw the same signal.
      const ends = kind === 'handler' || (!interrupting && 'signal' in event) || this.#draw.chance(0.6);
      const path = this.#path(inside, ends, 2);
      handlers.push({ id: this.#id(kind), event, interrupting, path, mappings: { in: [], out: drawMappings(this.#draw, 0.25).out } });
    }
    return handlers;
  }

  #event(place: Place): Block {
    const { pick, weighted } = bound(this.#draw);
    const throws = place.mayThrow ? 1 : 0;
    const [thrown, event] = weighted<readonly [boolean, Event | undefined]>([
      [1, [true, undefined]], [0.7, [true, { message: 'm2', key: '="k1"' }]], [1.2 * throws, [true, { signal: pick(SIGNALS) }]], [1.5 * throws, [true, { escalation: pick([...ESCALATIONS, 'x9']) }]],
      [1.5, [false, pick(MESSAGES)]], [2, [false, { duration: drawDuration(this.#draw) }]], [1, [false, { signal: pick(SIGNALS) }]],
    ]);
    return { kind: 'event', id: this.#id(thrown ? 'throw' : 'catch'), throws: thrown, mappings: this.#mappings(), ...(event === undefined ? {} : { event }) };
  }

  #repeat(place: Place): Block {
    const first: Activity = { kind: 'activity', id: this.#id('again'), work: this.#job('serviceTask'), mappings: this.#mappings(), boundaries: [] };
    return { kind: 'repeat', id: this.#id('repeat'), times: this.#draw.whole(1, 3), blocks: [first, ...this.#path({ ...place, depth: place.depth + 1 }, false, 2).blocks] };
  }

  #choice(place: Place): Block {
    const { chance, whole, weighted } = bound(this.#draw);
    const gateway = weighted<'exclusive' | 'inclusive' | 'parallel' | 'eventBased'>([[3, 'exclusive'], [2, 'inclusive'], [3.5, 'parallel'], [1.5, 'eventBased']]);
    const inside = { ...place, depth: place.depth + 1 };
    const branch = (): Path => this.#path(inside, chance(0.2), 2);
    const id = this.#id(gateway);
    if (gateway === 'parallel') {
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

/** The draws as functions that can be passed on. */
function bound(draw: Draw): Pick<Draw, 'chance' | 'pick' | 'whole' | 'weighted'> {
  return { chance: (probability) => draw.chance(probability), pick: (choices) => draw.pick(choices), whole: (least, most) => draw.whole(least, most), weighted: (choices) => draw.weighted(choices) };
}
