import { SCOPE } from '../diagram.ts';
import type { Event } from '../diagram.ts';
import { bound } from './draw.ts';
import type { Draw } from './draw.ts';
import type { Listener, Loop, Mappings, People } from './plan.ts';

/** The few names that diagrams and clients share, so that what happens meets what is awaited. */
export const MESSAGES = [{ message: 'm1', key: '=key' }, { message: 'm2', key: '="k1"' }, { message: 'm3', key: '=a' }] as const;
export const SIGNALS = ['s1', 's2'] as const;
export const ERRORS = ['e1', 'e2'] as const;
export const ESCALATIONS = ['x1', 'x2'] as const;
export const JOB_TYPES = ['work', 'check', 'move'] as const;
export const CORRELATION_KEYS = ['k1', 'k2', '2', '3'] as const;

/** Every third round lets a minute pass, in parts: kinds of work that time does at the same moment have no order. */
export const TICK_MS = 60_000;
/** Messages expire after the first, back-offs end after the second, jobs time out after the third, timers are due after the fourth. */
export const PARTS_OF_TICK = 4;
export const TIMES_TO_LIVE_MS = [10_000, 70_000] as const;
export const BACK_OFF_MS = 85_000;
export const TIME_OUT_MS = 100_000;
/** Longer than a game. */
export const LONG_MS = 86_400_000;

const JSON_VALUES: readonly unknown[] = [
  null, true, false, 0, 1, 2, 3, 7.1, -4, '', 'k1', 'k2', 'text "quoted"', 'ümläut', [], [1, 2], ['p', 'q', 'r'], [{ v: 1 }, { v: 2 }], {}, { v: 1 }, { v: { w: [null, 'deep'] }, k: 'k1' },
];

export type Variables = Readonly<Record<string, unknown>>;

/** Values of the kinds that conditions and collections need, mostly. */
const VARIABLES: Readonly<Record<string, (draw: Draw) => unknown>> = {
  a: (draw) => draw.whole(0, 4),
  b: (draw) => draw.pick(['k1', 'k2', 'other', 3]),
  c: (draw) => draw.pick(JSON_VALUES),
  r: (draw) => draw.pick(JSON_VALUES),
  x: (draw) => draw.pick(JSON_VALUES),
  flag: (draw) => draw.chance(0.5),
  key: (draw) => draw.pick(['k1', 'k2', 2]),
  items: (draw) => draw.pick([[], [1], [1, 2], ['p', 'q', 'r'], [{ v: 1 }, { v: null }]]),
};

export function drawVariables(draw: Draw, most = 3): Variables {
  return Object.fromEntries(draw.some(Object.keys(VARIABLES), most).map((name) => {
    const unexpected = draw.chance(0.04);
    return [name, unexpected ? draw.pick(JSON_VALUES) : VARIABLES[name]!(draw)];
  }));
}

/** What an instance begins with: everything that conditions ask for, now and then without one of it. */
export function firstVariables(draw: Draw): Variables {
  const all = Object.entries(VARIABLES).map(([name, value]) => [name, value(draw)] as const);
  const without = draw.chance(0.15) ? draw.pick(all)[0] : '';
  return Object.fromEntries(all.filter(([name]) => name !== without));
}

export function drawCondition(draw: Draw): string {
  return draw.pick(['a > 2', 'a <= 1', 'flag', 'not(flag)', 'b = "k1"', 'a + 1 > 2 and flag', 'count(items) > 1', 'is defined(x)', 'some i in items satisfies string(i) = "2"', 'c']);
}

const INPUTS = [
  ['=a', 'x'], ['=a + 1', 'x'], ['=b', 'y.z'], ['=items', 'y.list'], ['={p: a, q: b}', 'x'], ['=missing', 'x'], ['=items[1]', 'x'], ['=loopCounter', 'i'], ['="k2"', 'key'],
  ['text', 'c'], ['=a', 'a'], ['=c', 'r'], ['=[]', 'items'], ['=assert(x, x != null)', 'r'], ['=y.z', 'w'], ['=not(flag)', 'flag'], ['=date and time("2030-01-02T03:04:05Z")', 'x'], ['=duration("PT5M")', 'w'],
] as const;
const OUTPUTS = [
  ['=r', 'a'], ['=r', 'c'], ['=x', 'c'], ['=r', 'o.v'], ['=x', 'o.w.z'], ['=a > 2', 'flag'], ['=a + 1', 'a'], ['=loopCounter', 'last'], ['=missing', 'x'], ['=r + 1', 'r'], ['=items', 'c'],
  ['=append(items, a)', 'c'], ['=assert(r, r != null)', 'c'], ['=string(r)', 'b'], ['=o', 'x'],
] as const;

export function drawMappings(draw: Draw, probability = 0.3): Mappings {
  return {
    in: draw.chance(probability) ? draw.some(INPUTS, 3) : [],
    out: draw.chance(probability) ? draw.some(OUTPUTS, 3) : [],
  };
}

export function drawLoop(draw: Draw): Loop {
  const collection = draw.weighted([[4, '=items'], [2, '=[1, 2]'], [1, '=for i in 1..3 return i * a'], [1, '=[]'], [0.3, '=c'], [1, '=["p", {q: a}, null]']]);
  return {
    collection, sequential: draw.chance(0.5),
    ...(draw.chance(0.8) ? { element: draw.pick(['item', 'item', 'x', 'a']) } : {}),
    ...(draw.chance(0.6) ? { output: draw.pick(['results', 'c']), result: draw.pick(['=r', '=item', '=loopCounter * 2', '={n: loopCounter, r: r}', '=x', '=r.v']) } : {}),
    ...(draw.chance(0.3) ? { until: draw.pick(['=numberOfCompletedInstances >= 1', '=numberOfCompletedInstances >= 2', '=flag', '=string(r) = "1"', '=numberOfActiveInstances = 1', '=loopCounter = 2']) } : {}),
  };
}

/** Who a user task is for, by when, and on which form. */
export function drawPeople(draw: Draw): People {
  const { chance, pick } = bound(draw);
  return {
    assignment: chance(0.5) ? { assignee: pick(['anna', '=b']), candidateGroups: pick(['g1,g2', '=["g1"]']), ...(chance(0.3) ? { candidateUsers: pick(['anna, bert', '=[b]', '=items']) } : {}) } : {},
    schedule: chance(0.3) ? {
      dueDate: pick(['2041-02-03T04:05:06Z', '=date and time("2041-02-03T04:05:00+01:00") + duration("PT1H")', '=date and time("2041-02-03T04:05:06@Europe/Berlin")']),
      ...(chance(0.3) ? { followUpDate: pick(['2041-01-01T00:00:00Z', '=x']) } : {}),
    } : {},
    ...(chance(0.25) ? { form: pick([`form1${SCOPE}`, `="form1${SCOPE}"`, '=b']) } : {}),
  };
}

/** Two listeners of one element for the same event have different types. */
export function drawListeners(draw: Draw): Listener[] {
  const kinds = (['start', 'end'] as const).flatMap((on) => [...JOB_TYPES, '=b'].map((job) => ({ on, job })));
  return draw.some(kinds, 3).map((kind) => {
    const retries = draw.weighted([[4, undefined], [1, '1'], [1, '=a + 1']]);
    return { ...kind, ...(retries === undefined ? {} : { retries }) };
  });
}

/** The start events of a process that starts by itself; undefined: it can also be started by hand. */
export function drawStarts(draw: Draw): (Event | undefined)[] {
  const starts = draw.some<Event | undefined>([{ message: draw.pick(MESSAGES).message }, { signal: draw.pick(SIGNALS) }, { cycle: 'R2/PT1M' }, undefined], 3);
  return starts.some((event) => event !== undefined) ? starts : [{ message: draw.pick(MESSAGES).message }];
}

/** What an end event does besides ending. */
export function drawEnd(draw: Draw, mayThrow: boolean, undoable: readonly string[]): Event | undefined {
  const throws = mayThrow ? 1 : 0;
  return draw.weighted<Event | undefined>([
    [12, undefined], [1, { terminate: true }], [1.5, { error: draw.pick([...ERRORS, 'e9', '="e" + string(1)']) }], [1, { message: 'm1', key: '=key' }],
    [throws, { signal: draw.pick(SIGNALS) }], [throws, { escalation: draw.pick([...ESCALATIONS, 'x9', '="x" + string(1)']) }], [undoable.length > 0 ? 3 : 0.3, drawCompensation(draw, undoable)],
  ]);
}

/** What an intermediate event throws; undefined: nothing. */
export function drawThrown(draw: Draw, mayThrow: boolean, undoable: readonly string[]): Event | undefined {
  const throws = mayThrow ? 1 : 0;
  return draw.weighted<Event | undefined>([
    [1, undefined], [0.7, { message: 'm2', key: '="k1"' }], [1.2 * throws, { signal: draw.pick(SIGNALS) }], [1.5 * throws, { escalation: draw.pick([...ESCALATIONS, 'x9']) }],
    [undoable.length > 0 ? 5 : 0.4, drawCompensation(draw, undoable)],
  ]);
}

/** Undoes one activity, or all of its scope. */
export function drawCompensation(draw: Draw, undoable: readonly string[]): Event {
  return { compensate: undoable.length > 0 && draw.chance(0.4) ? draw.pick(undoable) : '' };
}

export const drawDuration = (draw: Draw): string => draw.pick(['PT1M', 'PT1M', 'PT2M', 'PT3M', '="PT" + string(1) + "M"', '=duration("PT2M")', '=wait']);

/** An event that is awaited. Cycles only where they may repeat. */
export function drawCaught(draw: Draw, kinds: readonly ('message' | 'timer' | 'signal' | 'error' | 'escalation')[], interrupting: boolean): Event {
  switch (draw.pick(kinds)) {
    case 'message': return draw.pick(MESSAGES);
    case 'timer': {
      if (!interrupting && draw.chance(0.3)) return { cycle: draw.pick(['R2/PT1M', 'R1/PT2M', 'R/PT3M', '0 * * * * *']) };
      return draw.chance(0.15) ? { date: '=now() + duration("PT1M")' } : { duration: drawDuration(draw) };
    }
    case 'signal': return { signal: draw.weighted([[4, 's1'], [4, 's2'], [1, `="s1${SCOPE}"`]]) };
    case 'error': return draw.chance(0.3) ? { anyError: true } : { error: draw.pick(ERRORS) };
    case 'escalation': return draw.chance(0.3) ? { anyEscalation: true } : { escalation: draw.pick(ESCALATIONS) };
  }
}

/** Events with the same text cannot be awaited in one place. */
export function placeOf(event: Event): string {
  if ('message' in event) return `message ${event.message}`;
  if ('signal' in event) return `signal ${event.signal.replaceAll(/\W/g, '')}`;
  if ('error' in event) return `error ${event.error}`;
  if ('anyError' in event) return 'error';
  if ('escalation' in event) return `escalation ${event.escalation}`;
  if ('anyEscalation' in event) return 'escalation';
  return '';
}
