import { boundary, catchEvent, each, end, eventBased, eventSub, io, job, parallelStart, process, start, sub } from '../diagram.ts';
import type { Diagram, Node } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

type Event = Parameters<typeof boundary>[2];

const local = io({ in: [['="inner"', 'name'], ['="PT1H"', 'wait'], ['="k"', 'key']] });
const kinds: Record<string, Event> = {
  'message name': { message: '="named-" + name', key: '="k"' }, 'correlation key': { message: 'go', key: '=key' },
  timer: { duration: '=wait' }, 'signal name': { signal: '="signal-" + name' },
};
const guarded = (events: readonly Event[], extensions = ''): Diagram => process('guarded', [
  start(), sub('n', [start('i'), job('w'), end('ie')], 'i -> w -> ie', { extensions }), ...events.map((event, i) => boundary(`b${i}`, 'n', event)), end(), end('x'),
], `start -> n -> end${events.map((_, i) => `; b${i} -> x`).join('')}`);

/** What the expressions of events see, and which of several failing ones is reported. */
export const eventExpressions: Scenario[] = [
  ...Object.entries(kinds).map(([kind, event]): Scenario => ({
    name: `The ${kind} of a boundary event and the variables of its activity`,
    async play(player) {
      await player.deploy(guarded([event], local));
      const instance = await player.create('guarded');
      await player.settle();
      await player.setVariables(instance, { key: 'outer', wait: 'PT2H', name: 'outer' });
      if (kind === 'correlation key') await player.resolve(await player.incident());
      await player.settle();
      await player.cancel(instance);
    },
  })),
  ...Object.entries(kinds).flatMap(([kind, event]) => Object.entries(kinds).filter(([other]) => other !== kind).map(([other, otherEvent]): Scenario => ({
    name: `Of boundary events whose ${kind} and ${other} are missing one is reported`,
    async play(player) {
      await player.deploy(guarded([event, otherEvent]));
      const instance = await player.create('guarded');
      const first = await player.incident();
      await player.setVariables(instance, { name: 'n' });
      await player.resolve(first);
      await player.settle();
      await player.cancel(instance);
    },
  }))),
  {
    name: 'Of the events after a gateway that fail one is reported',
    async play(player) {
      const nodes: Node[] = [start(), eventBased('g'), catchEvent('c', { duration: '=wait' }), catchEvent('d', { message: 'go', key: '=key' }), catchEvent('e', { message: 'come', key: '=k2' }), end()];
      await player.deploy(process('gate', nodes, 'start -> g -> c -> end; g -> d -> end; g -> e -> end'));
      const instance = await player.create('gate');
      await player.incident();
      await player.setVariables(instance, { key: 'k', k2: 'k' });
      await player.resolve(await player.incident());
      await player.setVariables(instance, { wait: 'PT1H' });
      await player.resolve(await player.incident(2));
      await player.settle();
      await player.cancel(instance);
    },
  },
  ...['in a process', 'in a sub-process'].map((where): Scenario => ({
    name: `The start events of several event sub-processes ${where} are waited for in order`,
    async play(player) {
      const handler = (id: string, event: Event): Node => eventSub(`e${id}`, [parallelStart(`s${id}`, event), end(`f${id}`)], `s${id} -> f${id}`);
      const handlers = [
        handler('1', { message: 'one', key: '="k"' }), handler('2', { message: 'two', key: '="k"' }), handler('3', { duration: 'PT1H' }), handler('4', { cycle: 'R2/PT2H' }),
        handler('5', { signal: 'five' }), handler('6', { signal: 'six' }),
      ];
      await player.deploy(where === 'in a process' ? process('handlers', [start(), job('w'), end(), ...handlers], 'start -> w -> end')
        : process('handlers', [
          start(), sub('n', [start('i'), job('w'), end('ie'), ...handlers], 'i -> w -> ie'), boundary('b1', 'n', { message: 'three', key: '="k"' }),
          boundary('b2', 'n', { duration: 'PT3H' }), end(), end('x'),
        ], 'start -> n -> end; b1 -> x; b2 -> x'));
      const instance = await player.create('handlers');
      await player.event('JOB', 'CREATED');
      await player.settle();
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  })),
  {
    name: 'Of event sub-processes that fail to begin to wait one is reported',
    async play(player) {
      const handler = (id: string, event: Event): Node => eventSub(`e${id}`, [start(`s${id}`, event), end(`f${id}`)], `s${id} -> f${id}`);
      await player.deploy(process('handlers', [start(), job('w'), end(), handler('1', { message: 'one', key: '=a' }), handler('2', { duration: '=b' }), handler('3', { signal: '=c' })], 'start -> w -> end'));
      const instance = await player.create('handlers');
      await player.incident();
      await player.setVariables(instance, { c: 'sig' });
      await player.resolve(await player.incident());
      await player.setVariables(instance, { b: 'PT1H' });
      await player.resolve(await player.incident(2));
      await player.setVariables(instance, { a: 'k' });
      await player.resolve(await player.incident(3));
      await player.event('JOB', 'CREATED');
      await player.cancel(instance);
    },
  },
  ...[false, true].map((sequential): Scenario => ({
    name: `The output collection of a ${sequential ? 'sequential' : 'parallel'} multi-instance is overwritten by something else`,
    async play(player) {
      await player.deploy(process('each', [start(), job('n', { body: each('=items', { sequential, element: 'item', output: 'results', result: '=item', ...(sequential ? { until: '=numberOfInstances > 2' } : {}) }) }), end()], 'start -> n -> end'));
      const instance = await player.create('each', { items: [1, 2, 3] });
      const body = await player.element('n');
      for (const [index, results] of [null, 'text', { a: 1 }, 5, 1.5, true, []].entries()) {
        await player.setVariables(body, { results }, true);
        if (index === 0) await player.complete(await player.job('work'));
        else await player.resolve(await player.incident(index));
      }
      const last = await player.incident(7);
      await player.setVariables(body, { results: [8, 9, 10, 11] }, true);
      await player.resolve(last);
      for (let i = 0; i < 2; i += 1) await player.complete(await player.job('work'));
      await player.settle();
      await player.cancel(instance);
    },
  })),
];
