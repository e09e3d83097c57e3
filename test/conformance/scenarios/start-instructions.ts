import { boundary, catchEvent, each, end, eventBased, eventSub, job, parallelStart, process, start, sub } from '../diagram.ts';
import type { Player } from '../player.ts';
import type { Scenario } from '../scenario.ts';

const everything = process('everything', [
  start(), job('task'), boundary('late', 'task', { duration: 'PT1H' }), end('x'),
  sub('inner', [start('i'), job('inside'), end('ie'), eventSub('deep', [start('ds', { message: 'deep', key: '="k"' }), job('deeper'), end('de')], 'ds -> deeper -> de')], 'i -> inside -> ie'),
  sub('many', [start('m'), job('each'), end('me')], 'm -> each -> me', { body: each('=[1, 2]') }),
  eventBased('which'), catchEvent('hour', { duration: 'PT1H' }), catchEvent('asked', { message: 'asked', key: '="k"' }), end(),
  eventSub('handler', [start('hs', { message: 'stop', key: '="k"' }), job('handling'), end('he')], 'hs -> handling -> he'),
  eventSub('beside', [parallelStart('bs', { duration: 'PT1H' }), job('working'), end('be')], 'bs -> working -> be'),
], 'start -> task -> inner -> many -> which -> hour -> end; which -> asked -> end; late -> x');

async function createAndCancel(player: Player, ...startBefore: string[]): Promise<void> {
  const instance = await player.create('everything', { n: 1 }, { startBefore });
  await player.settle();
  if (instance !== '') await player.cancel(instance);
}

export const startInstructions: Scenario[] = [
  {
    name: 'An instance can start with an event sub-process, that of a scope inside too',
    async play(player) {
      await player.deploy(everything);
      for (const id of ['handler', 'beside', 'deep']) await createAndCancel(player, id);
    },
  },
  {
    name: 'An instance can start before several elements at once',
    async play(player) {
      await player.deploy(everything);
      await createAndCancel(player, 'task', 'inside', 'inside');
      await createAndCancel(player, 'inner', 'inside');
      await createAndCancel(player, 'handler', 'handling', 'many', 'which');
    },
  },
  {
    name: 'What an instance cannot start before is refused, one reason after the other',
    async play(player) {
      await player.deploy(everything);
      for (const ids of [['late', 'nowhere'], ['late', 'each'], ['each', 'hour'], ['hour', 'late'], ['hour'], ['start'], ['hs'], ['start_task'], ['many', 'm']]) await createAndCancel(player, ...ids);
    },
  },
  {
    name: 'An instance does not start where its scopes cannot wait for their events',
    async play(player) {
      await player.deploy(process('everything', [
        start(), sub('inner', [start('i'), job('inside'), end('ie')], 'i -> inside -> ie'), boundary('late', 'inner', { duration: '=limit' }), end('x'), end(),
        eventSub('handler', [start('hs', { message: 'stop', key: '=key' }), end('he')], 'hs -> he'),
      ], 'start -> inner -> end; late -> x'));
      await createAndCancel(player, 'inside');
      const instance = await player.create('everything', { key: 'k' }, { startBefore: ['inside'] });
      if (instance === '') await player.cancel(await player.create('everything', { key: 'k', limit: 'PT1H' }, { startBefore: ['inside'] }));
    },
  },
  {
    name: 'Nobody answers the client that awaits the result of an instance which is cancelled',
    async play(player) {
      await player.deploy(process('awaited', [start(), job('work'), end()], 'start -> work -> end'));
      player.createWithResult('awaited', { n: 1 }, { waitMs: 3_600_000 }).catch(() => undefined);
      await player.cancel(await player.key('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED'));
    },
  },
];
