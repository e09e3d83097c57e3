import { end, exclusive, job, parallel, process, start } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

export const gateways: Scenario[] = [
  {
    name: 'An exclusive gateway takes the first flow whose condition holds',
    async play(player) {
      await player.deploy(process('choice', [start(), exclusive('which'), end('low'), end('high'), end('other')],
        'start -> which -> low [x < 10]; which -> high [x < 20]; which -> other [default]'));
      for (const x of [5, 15, 25]) await player.ended(await player.create('choice', { x }));
    },
  },
  {
    name: 'Where several conditions hold Zeebe takes the flow that the diagram names last',
    async play(player) {
      const ends = ['a', 'b', 'c', 'd', 'e'];
      await player.deploy(process('all-hold', [start(), exclusive('which'), ...ends.map((id) => end(id))], `start -> which; ${ends.map((id) => `which -> ${id} [x = x]`).join('; ')}`));
      await player.ended(await player.create('all-hold', { x: 1 }));
      await player.deploy(process('all-taken', [start(), parallel('fork'), ...ends.map((id) => end(id))], `start -> fork; ${ends.map((id) => `fork -> ${id}`).join('; ')}`));
      await player.ended(await player.create('all-taken'));
    },
  },
  {
    name: 'An exclusive gateway with no flow to take raises an incident',
    async play(player) {
      await player.deploy(process('stuck', [start(), exclusive('which'), end('low'), end('high')], 'start -> which -> low [x < 10]; which -> high [x > 20]'));
      const instance = await player.create('stuck', { x: 15 });
      const incident = await player.incident();
      await player.resolve(incident);
      await player.setVariables(instance, { x: 5 });
      await player.resolve(await player.incident(2));
      await player.ended(instance);
    },
  },
  {
    name: 'A condition that gives no boolean raises an incident',
    async play(player) {
      await player.deploy(process('unclear', [start(), exclusive('which'), end('yes'), end('no')], 'start -> which -> yes [x]; which -> no [default]'));
      await player.create('unclear', { x: 'maybe' });
      await player.incident();
      await player.create('unclear', { y: 1 });
      await player.incident(2);
    },
  },
  {
    name: 'An exclusive gateway with one flow passes and joins without waiting',
    async play(player) {
      await player.deploy(process('merge', [start(), parallel('fork'), exclusive('merge'), end()], 'start -> fork -> merge -> end'));
      await player.ended(await player.create('merge'));
    },
  },
  {
    name: 'Tokens that meet at an exclusive gateway go on one by one',
    async play(player) {
      await player.deploy(process('meeting', [start(), parallel('fork'), job('a', { type: 'a' }), job('b', { type: 'b' }), exclusive('merge'), job('after', { type: 'after' }), end()],
        'start -> fork -> a -> merge -> after -> end; fork -> b -> merge'));
      const instance = await player.create('meeting');
      await player.complete(await player.job('a'));
      await player.complete(await player.job('b'));
      await player.complete(await player.job('after'));
      await player.complete(await player.job('after'));
      await player.ended(instance);
    },
  },
  {
    name: 'A parallel gateway forks and joins',
    async play(player) {
      await player.deploy(process('fork-join', [start(), parallel('fork'), job('a', { type: 'a' }), job('b', { type: 'b' }), parallel('join'), end()],
        'start -> fork -> a -> join -> end; fork -> b -> join'));
      const instance = await player.create('fork-join');
      await player.complete(await player.job('b'), { b: 1 });
      await player.complete(await player.job('a'), { a: 1 });
      await player.ended(instance);
    },
  },
  {
    name: 'A parallel gateway joins and forks at once',
    async play(player) {
      await player.deploy(process('both', [start(), parallel('fork'), job('a', { type: 'a' }), parallel('both'), end('one'), end('two')],
        'start -> fork -> a -> both -> one; fork -> both -> two'));
      const instance = await player.create('both');
      await player.complete(await player.job('a'));
      await player.ended(instance);
    },
  },
  {
    name: 'Several flows out of a task are taken in parallel',
    async play(player) {
      await player.deploy(process('implicit', [start(), job('work'), end('one'), end('two')], 'start -> work -> one; work -> two'));
      const instance = await player.create('implicit');
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A loop through an exclusive gateway runs until its condition fails',
    async play(player) {
      await player.deploy(process('loop', [start(), exclusive('again'), job('work'), exclusive('enough'), end()],
        'start -> again -> work -> enough -> end [default]; enough -> again [n < 3]'));
      const instance = await player.create('loop', { n: 1 });
      await player.complete(await player.job('work'), { n: 2 });
      await player.complete(await player.job('work'), { n: 3 });
      await player.ended(instance);
    },
  },
];
