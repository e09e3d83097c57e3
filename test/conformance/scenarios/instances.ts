import { catchEvent, end, job, parallel, process, start, sub } from '../diagram.ts';
import { UNKNOWN_KEY } from '../normalise.ts';
import type { Scenario } from '../scenario.ts';

const oneTask = (id: string, task = 'work') => process(id, [start(), job(task), end()], `start -> ${task} -> end`);

export const instances: Scenario[] = [
  {
    name: 'A process that was never deployed cannot be created',
    async play(player) {
      await player.create('never');
      await player.create('never', {}, { version: 3 });
    },
  },
  {
    name: 'An instance of a given version can be created',
    async play(player) {
      await player.deploy(oneTask('versions', 'old'));
      await player.deploy(oneTask('versions', 'new'));
      await player.create('versions');
      await player.create('versions', {}, { version: 1 });
      await player.create('versions', {}, { version: 3 });
      await player.event('JOB', 'CREATED', { count: 2 });
    },
  },
  {
    name: 'A process with only a message start event cannot be created by hand',
    async play(player) {
      await player.deploy(process('by-message', [start('ordered', { message: 'ordered' }), end()], 'ordered -> end'));
      await player.create('by-message');
    },
  },
  {
    name: 'A cancelled instance ends all it had begun',
    async play(player) {
      await player.deploy(process('cancelled', [
        start(), parallel('fork'), job('a', { type: 'a' }), catchEvent('b', { message: 'paid', key: '=order' }), catchEvent('c', { duration: 'PT1H' }), end(),
      ], 'start -> fork -> a -> end; fork -> b -> end; fork -> c -> end'));
      const instance = await player.create('cancelled', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      const job1 = await player.job('a');
      await player.cancel(instance);
      await player.ended(instance);
      await player.complete(job1);
      await player.cancel(instance);
    },
  },
  {
    name: 'A cancelled instance takes its incidents along',
    async play(player) {
      await player.deploy(oneTask('with-incident'));
      const instance = await player.create('with-incident');
      await player.fail(await player.job('work'), { retries: 0 });
      const incident = await player.incident();
      await player.cancel(instance);
      await player.ended(instance);
      await player.resolve(incident);
    },
  },
  {
    name: 'An unknown instance cannot be cancelled and an unknown incident not resolved',
    async play(player) {
      await player.cancel(UNKNOWN_KEY);
      await player.resolve(UNKNOWN_KEY);
    },
  },
  {
    name: 'A key of no partition is unavailable',
    async play(player) {
      await player.cancel('1');
    },
  },
  {
    name: 'An instance can start before any element',
    async play(player) {
      await player.deploy(process('midway', [start(), job('a', { type: 'a' }), sub('inner', [start('i'), job('b', { type: 'b' }), end('ie')], 'i -> b -> ie'), end()], 'start -> a -> inner -> end'));
      const instance = await player.create('midway', { x: 1 }, { startBefore: ['b'] });
      await player.complete(await player.job('b'));
      await player.ended(instance);
      await player.create('midway', {}, { startBefore: ['nowhere'] });
    },
  },
  {
    name: 'A resolved incident that is not cured comes back',
    async play(player) {
      await player.deploy(process('again', [start(), catchEvent('wait', { duration: '=limit' }), end()], 'start -> wait -> end'));
      await player.create('again');
      await player.resolve(await player.incident());
      await player.resolve(await player.incident(2));
      await player.incident(3);
    },
  },
];
