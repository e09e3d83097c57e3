import { boundary, end, eventSub, io, job, parallelStart, process, start, sub } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

export const scopes: Scenario[] = [
  {
    name: 'A sub-process completes when its last token does',
    async play(player) {
      await player.deploy(process('nested', [start(), sub('inner', [start('i'), job('a', { type: 'a' }), job('b', { type: 'b' }), end('ie')], 'i -> a -> ie; i -> b -> ie'), end()], 'start -> inner -> end'));
      const instance = await player.create('nested');
      await player.complete(await player.job('a'));
      await player.complete(await player.job('b'));
      await player.ended(instance);
    },
  },
  {
    name: 'A sub-process maps variables in and out',
    async play(player) {
      await player.deploy(process('scoped', [
        start(), sub('inner', [start('i'), job('work'), end('ie')], 'i -> work -> ie', { extensions: io({ in: [['=lot', 'item']], out: [['=weight', 'net']] }) }), end(),
      ], 'start -> inner -> end'));
      const instance = await player.create('scoped', { lot: 'L1' });
      await player.complete(await player.job('work'), { weight: 3 });
      await player.ended(instance);
    },
  },
  {
    name: 'A timer boundary event on a sub-process ends all inside',
    async play(player) {
      await player.deploy(process('limited', [
        start(), sub('inner', [start('i'), job('work'), end('ie')], 'i -> work -> ie'), boundary('late', 'inner', { duration: 'PT1M' }), end(), end('escalated'),
      ], 'start -> inner -> end; late -> escalated'));
      const instance = await player.create('limited');
      await player.event('JOB', 'CREATED');
      await player.pass(60_000);
      await player.ended(instance);
    },
  },
  {
    name: 'An interrupting message event sub-process takes over its scope',
    async play(player) {
      await player.deploy(process('taken-over', [
        start(), job('work'), end(), eventSub('handler', [start('recalled', { message: 'recalled', key: '=order' }), job('recall', { type: 'recall' }), end('he')], 'recalled -> recall -> he'),
      ], 'start -> work -> end'));
      const instance = await player.create('taken-over', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('recalled', 'A-1', { why: 'glass' });
      await player.complete(await player.job('recall'));
      await player.ended(instance);
    },
  },
  {
    name: 'A non-interrupting message event sub-process runs beside its scope as often as asked',
    async play(player) {
      await player.deploy(process('beside', [
        start(), job('work'), end(), eventSub('notes', [parallelStart('noted', { message: 'noted', key: '=order' }), job('note', { type: 'note' }), end('ne')], 'noted -> note -> ne'),
      ], 'start -> work -> end'));
      const instance = await player.create('beside', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('noted', 'A-1', { n: 1 });
      await player.event('JOB', 'CREATED', { elementId: 'note' });
      await player.settle();
      await player.publish('noted', 'A-1', { n: 2 });
      await player.complete(await player.job('work'));
      await player.complete(await player.job('note'));
      await player.complete(await player.job('note'));
      await player.ended(instance);
    },
  },
  {
    name: 'An interrupting timer event sub-process fires once',
    async play(player) {
      await player.deploy(process('deadline', [
        start(), job('work'), end(), eventSub('handler', [start('late', { duration: 'PT1H' }), job('escalate', { type: 'escalate' }), end('he')], 'late -> escalate -> he'),
      ], 'start -> work -> end'));
      const instance = await player.create('deadline');
      await player.event('TIMER', 'CREATED');
      await player.pass(3_600_000);
      await player.complete(await player.job('escalate'));
      await player.ended(instance);
    },
  },
  {
    name: 'A non-interrupting timer event sub-process repeats with its cycle',
    async play(player) {
      await player.deploy(process('ticking', [
        start(), job('work'), end(), eventSub('ticks', [parallelStart('tick', { cycle: 'R2/PT1M' }), end('te')], 'tick -> te'),
      ], 'start -> work -> end'));
      const instance = await player.create('ticking');
      await player.event('TIMER', 'CREATED');
      for (const count of [1, 2]) {
        await player.pass(60_000);
        await player.element('ticks', 'ELEMENT_COMPLETED', count);
      }
      await player.complete({ key: await player.key('JOB', 'CREATED') });
      await player.ended(instance);
    },
  },
  {
    name: 'An event sub-process inside a sub-process closes with it',
    async play(player) {
      await player.deploy(process('inner-event', [
        start(), sub('inner', [start('i'), job('work'), end('ie'), eventSub('handler', [start('stop', { message: 'stopped', key: '=order' }), end('he')], 'stop -> he')], 'i -> work -> ie'), end(),
      ], 'start -> inner -> end'));
      const first = await player.create('inner-event', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.complete(await player.job('work'));
      await player.ended(first);
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETED');
      const second = await player.create('inner-event', { order: 'A-2' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', { count: 2 });
      await player.publish('stopped', 'A-2');
      await player.ended(second);
    },
  },
];
