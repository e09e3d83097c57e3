import { boundary, each, end, eventSub, exclusive, job, process, script, start, sub } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

/** Zeebe processes 100 commands in a batch, and what is left of them later: the order of the records tells. */
export const batches: Scenario[] = [
  {
    name: 'A loop without a wait state goes on through many batches',
    async play(player) {
      await player.deploy(process('long-loop', [start(), exclusive('again'), script('count', '=n + 1', 'n'), exclusive('enough'), end()],
        'start -> again -> count -> enough -> end [n >= 60]; enough -> again [default]'));
      await player.ended(await player.create('long-loop', { n: 0 }));
    },
  },
  {
    name: 'An awaited result comes after many batches',
    async play(player) {
      await player.deploy(process('long-result', [start(), exclusive('again'), script('count', '=n + 1', 'n'), exclusive('enough'), end()],
        'start -> again -> count -> enough -> end [n >= 60]; enough -> again [default]'));
      await player.createWithResult('long-result', { n: 0 });
    },
  },
  {
    name: 'A parallel multi-instance of more instances than a batch has commands',
    async play(player) {
      await player.deploy(process('wide', [start(), { ...script('square', '=i * i', 'x'), body: each('=for i in 1..150 return i', { element: 'i' }) }, end()], 'start -> square -> end'));
      await player.ended(await player.create('wide'));
    },
  },
  {
    name: 'Two wide multi-instance activities one after the other',
    async play(player) {
      await player.deploy(process('two-wide', [
        start(), { ...script('first', '=i', 'x'), body: each('=for i in 1..80 return i', { element: 'i' }) },
        sub('second', [start('in'), script('inner', '=i', 'x'), end('out')], 'in -> inner -> out', { body: each('=for i in 1..70 return i', { element: 'i' }) }), end(),
      ], 'start -> first -> second -> end'));
      await player.ended(await player.create('two-wide'));
    },
  },
  {
    name: 'Cancelling more waiting instances than a batch has commands',
    async play(player) {
      await player.deploy(process('many-jobs', [start(), { ...job('work'), body: each('=for i in 1..150 return i', { element: 'i' }) }, end()], 'start -> work -> end'));
      const instance = await player.create('many-jobs');
      await player.event('JOB', 'CREATED', { count: 150 });
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'A boundary event interrupts more waiting instances than a batch has commands',
    async play(player) {
      await player.deploy(process('many-interrupted', [
        start(), { ...job('work'), body: each('=for i in 1..120 return i', { element: 'i' }) }, boundary('late', 'work', { duration: 'PT1M' }), end(), end('too-late'),
      ], 'start -> work -> end; late -> too-late'));
      const instance = await player.create('many-interrupted');
      await player.event('JOB', 'CREATED', { count: 120 });
      await player.pass(60_000);
      await player.ended(instance);
    },
  },
  {
    name: 'An event sub-process interrupts more waiting instances than a batch has commands',
    async play(player) {
      await player.deploy(process('many-stopped', [
        start(), { ...job('work'), body: each('=for i in 1..120 return i', { element: 'i' }) }, end(),
        eventSub('stop', [start('late', { duration: 'PT1M' }), end('stopped')], 'late -> stopped'),
      ], 'start -> work -> end'));
      const instance = await player.create('many-stopped');
      await player.event('JOB', 'CREATED', { count: 120 });
      await player.pass(60_000);
      await player.ended(instance);
    },
  },
  {
    name: 'An element whose variable is too large for a batch stops in an incident',
    async play(player) {
      await player.deploy(process('too-large', [start(), script('copy', '=for i in 1..copies return x', 'y'), end()], 'start -> copy -> end'));
      const instance = await player.create('too-large', { x: 'a'.repeat(1000), copies: 4500 });
      const incident = await player.incident();
      await player.setVariables(instance, { copies: 2 });
      await player.resolve(incident);
      await player.ended(instance);
    },
  },
];
