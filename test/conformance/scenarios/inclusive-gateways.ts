import { end, exclusive, inclusive, job, parallel, process, start } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

export const inclusiveGateways: Scenario[] = [
  {
    name: 'An inclusive gateway takes every flow whose condition holds',
    async play(player) {
      await player.deploy(process('some', [start(), inclusive('which'), job('a', { type: 'a' }), job('b', { type: 'b' }), end(), end('other')],
        'start -> which -> a [x > 1] -> end; which -> b [x > 2] -> end; which -> other [default]'));
      const both = await player.create('some', { x: 3 });
      await player.complete(await player.job('b'));
      await player.complete(await player.job('a'));
      await player.ended(both);
      const one = await player.create('some', { x: 2 });
      await player.complete(await player.job('a'));
      await player.ended(one);
    },
  },
  {
    name: 'An inclusive gateway takes its default flow where no condition holds',
    async play(player) {
      await player.deploy(process('default', [start(), inclusive('which'), end('a'), end('b'), end('other')],
        'start -> which -> a [x > 1]; which -> b [x > 2]; which -> other [default]'));
      await player.ended(await player.create('default', { x: 1 }));
    },
  },
  {
    name: 'An inclusive gateway with no flow to take raises an incident',
    async play(player) {
      await player.deploy(process('none', [start(), inclusive('which'), end('a'), end('b')], 'start -> which -> a [x > 1]; which -> b [x > 2]'));
      const instance = await player.create('none', { x: 0 });
      const incident = await player.incident();
      await player.resolve(incident);
      await player.setVariables(instance, { x: 3 });
      await player.resolve(await player.incident(2));
      await player.ended(instance);
      await player.create('none', { x: 'much' });
      await player.incident(3);
      const gone = await player.create('none');
      await player.incident(4);
      await player.cancel(gone);
      await player.ended(gone);
    },
  },
  {
    name: 'An inclusive gateway with one flow, or none, is passed',
    async play(player) {
      await player.deploy(process('single', [start(), inclusive('one'), inclusive('conditional'), inclusive('last')], 'start -> one -> conditional -> last [x = 1]'));
      await player.ended(await player.create('single', { x: 1 }));
      const stuck = await player.create('single', { x: 2 });
      await player.incident();
      await player.cancel(stuck);
    },
  },
  {
    name: 'The default flow of an inclusive gateway may have a condition, which nobody asks',
    async play(player) {
      await player.deploy(process('conditional-default', [start(), { ...inclusive('which'), attributes: { default: 'which_b' } }, end('a'), end('b')], 'start -> which -> a [x > 1]; which -> b [x > 2]'));
      for (const x of [0, 2, 3]) await player.ended(await player.create('conditional-default', { x }));
    },
  },
  {
    name: 'Inclusive gateways that cannot be are refused',
    async play(player) {
      await player.deploy(process('joins', [start(), parallel('fork'), job('a'), inclusive('join'), end()], 'start -> fork -> a -> join -> end; fork -> join'));
      await player.deploy(process('two-in', [start(), exclusive('x'), job('a'), inclusive('join'), end()], 'start -> x -> a [1 = 1] -> join -> end; x -> join [default]'));
      await player.deploy(process('unconditional', [start(), inclusive('which'), end('a'), end('b')], 'start -> which -> a [x > 1]; which -> b'));
      await player.deploy(process('foreign-default', [start(), { ...inclusive('which'), attributes: { default: 'start_which' } }, end('a'), end('b')], 'start -> which -> a [x > 1]; which -> b [x > 2]'));
    },
  },
];
