import { boundary, call, each, end, io, job, plain, process, start, sub } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

export const multiInstance: Scenario[] = [
  {
    name: 'A parallel multi-instance runs once an item and collects the results in order',
    async play(player) {
      await player.deploy(process('parallel', [
        start(), job('weigh', { type: 'weigh', body: each('=lots', { element: 'lot', output: 'weights', result: '=weight' }) }), end(),
      ], 'start -> weigh -> end'));
      const instance = await player.create('parallel', { lots: ['L1', 'L2', 'L3'] });
      await player.event('JOB', 'CREATED', { count: 3 });
      for (const weight of [10, 20, 30]) await player.complete(await player.job('weigh'), { weight });
      await player.ended(instance);
    },
  },
  {
    name: 'A sequential multi-instance runs one item after the other',
    async play(player) {
      await player.deploy(process('sequential', [
        start(), job('weigh', { type: 'weigh', body: each('=lots', { sequential: true, element: 'lot', output: 'weights', result: '=weight + loopCounter' }) }), end(),
      ], 'start -> weigh -> end'));
      const instance = await player.create('sequential', { lots: ['L1', 'L2'] });
      for (const weight of [10, 20]) await player.complete(await player.job('weigh'), { weight });
      await player.ended(instance);
    },
  },
  {
    name: 'A multi-instance over nothing is done at once',
    async play(player) {
      await player.deploy(process('nothing', [start(), job('weigh', { body: each('=lots', { element: 'lot', output: 'weights', result: '=1' }) }), end()], 'start -> weigh -> end'));
      await player.ended(await player.create('nothing', { lots: [] }));
    },
  },
  {
    name: 'A multi-instance over something that is no list raises an incident',
    async play(player) {
      await player.deploy(process('no-list', [start(), job('weigh', { body: each('=lots', { element: 'lot' }) }), end()], 'start -> weigh -> end'));
      const instance = await player.create('no-list', { lots: 'L1' });
      const incident = await player.incident();
      await player.setVariables(instance, { lots: ['L1'] });
      await player.resolve(incident);
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A completion condition ends a multi-instance early',
    async play(player) {
      await player.deploy(process('enough', [
        start(), job('inspect', { body: each('=samples', { element: 'sample', until: '=numberOfCompletedInstances >= 2' }) }), end(),
      ], 'start -> inspect -> end'));
      const instance = await player.create('enough', { samples: [1, 2, 3, 4] });
      await player.event('JOB', 'CREATED', { count: 4 });
      await player.complete(await player.job('work'));
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A multi-instance sub-process gives each run a scope of its own',
    async play(player) {
      await player.deploy(process('subs', [
        start(), sub('each', [start('i'), job('work'), end('ie')], 'i -> work -> ie', { body: each('=items', { element: 'item', output: 'results', result: '=result' }) }), end(),
      ], 'start -> each -> end'));
      const instance = await player.create('subs', { items: [{ id: 1 }, { id: 2 }] });
      await player.event('JOB', 'CREATED', { count: 2 });
      await player.complete(await player.job('work'), { result: 'a' });
      await player.complete(await player.job('work'), { result: 'b' });
      await player.ended(instance);
    },
  },
  {
    name: 'A boundary event on a multi-instance ends all its runs',
    async play(player) {
      await player.deploy(process('limited', [
        start(), job('work', { body: each('=items', { element: 'item' }) }), boundary('late', 'work', { duration: 'PT1M' }), end(), end('escalated'),
      ], 'start -> work -> end; late -> escalated'));
      const instance = await player.create('limited', { items: [1, 2] });
      await player.event('JOB', 'CREATED', { count: 2 });
      await player.pass(60_000);
      await player.ended(instance);
    },
  },
  {
    name: 'Mappings of a multi-instance are made for each run',
    async play(player) {
      await player.deploy(process('mapped', [
        start(), plain('manualTask', 'pass', { extensions: io({ in: [['=item * 2', 'doubled']], out: [['=doubled + 1', 'out']] }), body: each('=items', { element: 'item', output: 'outs', result: '=out' }) }), end(),
      ], 'start -> pass -> end'));
      await player.ended(await player.create('mapped', { items: [1, 2] }));
    },
  },
  {
    name: 'A sequential multi-instance calls a process an item',
    async play(player) {
      await player.deploy(
        process('operation', [start('os'), job('work'), end('oe')], 'os -> work -> oe'),
        process('routing', [start(), call('run', 'operation', { body: each('=operations', { sequential: true, element: 'operation' }) }), end()], 'start -> run -> end'),
      );
      const instance = await player.create('routing', { operations: ['weigh', 'mix'] });
      await player.complete(await player.job('work'));
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A cancelled multi-instance ends all its runs',
    async play(player) {
      await player.deploy(process('cancelled', [start(), job('work', { body: each('=items') }), end()], 'start -> work -> end'));
      const instance = await player.create('cancelled', { items: [1, 2, 3] });
      await player.event('JOB', 'CREATED', { count: 3 });
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
];
