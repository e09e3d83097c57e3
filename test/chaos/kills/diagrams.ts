import {
  boundary, call, catchEvent, each, end, eventBased, exclusive, job, process as diagram, script, SCOPE, start, userTask,
} from '../../conformance/diagram.ts';
import type { Diagram } from '../../conformance/diagram.ts';

/** One kind of process in the load. */
interface Kind {
  readonly diagram: Diagram;
  /** How often each element is completed in an instance that reaches its end; elements that it may pass or not are left out. */
  readonly completed: Readonly<Record<string, number>>;
  /** Instances begin by a client's CREATE; the others begin by an event of their own. */
  readonly byClient: boolean;
}

const byClient = (made: Diagram, completed: Record<string, number>): Kind => ({ diagram: made, completed, byClient: true });
const byEvent = (made: Diagram, completed: Record<string, number>): Kind => ({ diagram: made, completed, byClient: false });
/** Jobs of this type are completed by whoever gets them. */
const act = (id = 'act', extra: Parameters<typeof job>[1] = {}) => job(id, { type: 'act', ...extra });

export const CYCLES = 3;
/** Instances of `kinds` that began by a CREATE have their number in `n` and their correlation key in `key`. */
export const kinds: Readonly<Record<string, Kind>> = {
  order: byClient(diagram('order', [start(), act('pick'), userTask('approve'), act('pack'), end()], 'start -> pick -> approve -> pack -> end'),
    { pick: 1, approve: 1, pack: 1, end: 1 }),
  pause: byClient(diagram('pause', [start(), catchEvent('wait', { duration: 'PT0.3S' }), act(), end()], 'start -> wait -> act -> end'),
    { wait: 1, act: 1, end: 1 }),
  soak: byClient(diagram('soak', [
    start(), job('host', { type: 'soak' }), boundary('strike', 'host', { cycle: `R${CYCLES}/PT0.2S` }, { interrupting: false }), act('tick'), end('ticked'), end(),
  ], 'start -> host -> end; strike -> tick -> ticked'), { host: 1, strike: CYCLES, tick: CYCLES, ticked: CYCLES, end: 1 }),
  mail: byClient(diagram('mail', [start(), catchEvent('letter', { message: 'letter', key: '=key' }), act(), end()], 'start -> letter -> act -> end'),
    { letter: 1, act: 1, end: 1 }),
  radio: byClient(diagram('radio', [start(), catchEvent('listen', { signal: 'siren' }), end()], 'start -> listen -> end'), { listen: 1, end: 1 }),
  race: byClient(diagram('race', [
    start(), eventBased('which'), catchEvent('answered', { message: 'reply', key: '=key' }), catchEvent('late', { duration: 'PT0.4S' }), end(),
  ], 'start -> which -> answered -> end; which -> late -> end'), { which: 1, end: 1 }),
  flaky: byClient(diagram('flaky', [
    start(), job('try', { type: 'flaky' }), boundary('broken', 'try', { error: 'BROKEN' }), end('given-up'), end(),
  ], 'start -> try -> end; broken -> given-up'), { start: 1 }),
  gate: byClient(diagram('gate', [start(), exclusive('which'), act(), end()], 'start -> which -> act [x > 1] -> end'), { which: 1, act: 1, end: 1 }),
  batch: byClient(diagram('batch', [
    start(), act('all', { body: each('=[1, 2, 3]') }), act('one', { body: each('=[1, 2]', { sequential: true }) }), end(),
  ], 'start -> all -> one -> end'), { all: 3 + 1, one: 2 + 1, end: 1 }),
  // More follow-up commands than one step takes: they are postponed, and a kill comes between.
  wide: byClient(diagram('wide', [start(), { ...script('cell', '=item + 1', 'sum'), body: each('=for i in 1..50 return i', { element: 'item' }) }, end()], 'start -> cell -> end'),
    { cell: 50 + 1, end: 1 }),
  sum: byClient(diagram('sum', [start(), script('add', '=n * 2', 'twice'), end()], 'start -> add -> end'), { add: 1, end: 1 }),
  doomed: byClient(diagram('doomed', [
    start(), job('never', { type: 'nobody' }), boundary('tomorrow', 'never', { duration: 'PT24H' }), end(),
  ], 'start -> never -> end; tomorrow -> end'), {}),
  detour: byClient(diagram('detour', [start(), job('stuck', { type: 'nobody' }), act(), end()], 'start -> stuck -> act -> end'), { act: 1, end: 1 }),
  parent: byClient(diagram('parent', [start(), call('child', 'pause'), end()], 'start -> child -> end'), { child: 1, end: 1 }),
  parcel: byEvent(diagram('parcel', [start('arrived', { message: 'parcel' }), act(), end()], 'arrived -> act -> end'), { arrived: 1, act: 1, end: 1 }),
  alarm: byEvent(diagram('alarm', [start('rings', { signal: 'alarm' }), end()], 'rings -> end'), { rings: 1, end: 1 }),
};

export const kindsByClient = Object.keys(kinds).filter((name) => kinds[name]!.byClient);

/** Starts `CYCLES` times by itself, and then no more. */
export const clock = (name: string) => diagram(name, [start('strikes', { cycle: `R${CYCLES}/PT0.3S` }), end()], 'strikes -> end');
export const CLOCK_COMPLETED: Kind['completed'] = { strikes: 1, end: 1 };

export const RATE_DECISION = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rates" name="rates" namespace="http://takt.example/chaos">
  <decision id="rate" name="rate"><literalExpression id="twice"><text>stamp * 2</text></literalExpression></decision>
</definitions>`;

export const xmlOf = (made: Diagram) => made.xml.replaceAll(SCOPE, '');
