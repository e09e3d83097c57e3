import { boundary, catchEvent, end, job, process, start } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';
import { callerAndCalledWait } from './caller.ts';

export const timers: Scenario[] = [
  {
    name: 'An intermediate timer goes on when its duration has passed',
    async play(player) {
      await player.deploy(process('pause', [start(), catchEvent('wait', { duration: 'PT10M' }), end()], 'start -> wait -> end'));
      const instance = await player.create('pause');
      await player.event('TIMER', 'CREATED');
      await player.pass(599_999);
      await player.settle();
      await player.pass(2);
      await player.ended(instance);
    },
  },
  {
    name: 'A timer duration may be an expression',
    async play(player) {
      await player.deploy(process('expressed', [start(), catchEvent('wait', { duration: '=duration("PT" + string(minutes) + "M")' }), end()], 'start -> wait -> end'));
      const instance = await player.create('expressed', { minutes: 3 });
      await player.event('TIMER', 'CREATED');
      await player.pass(180_000);
      await player.ended(instance);
    },
  },
  {
    name: 'A timer may be given as a text variable',
    async play(player) {
      await player.deploy(process('texted', [start(), catchEvent('wait', { duration: '=limit' }), end()], 'start -> wait -> end'));
      const instance = await player.create('texted', { limit: 'PT1H' });
      await player.event('TIMER', 'CREATED');
      await player.pass(3_600_000);
      await player.ended(instance);
    },
  },
  {
    name: 'A timer date that is past fires without delay',
    async play(player) {
      await player.deploy(process('past', [start(), catchEvent('wait', { date: '=now() - duration("PT1M")' }), end()], 'start -> wait -> end'));
      const instance = await player.create('past');
      await player.event('TIMER', 'CREATED');
      await player.pass(1_000);
      await player.ended(instance);
    },
  },
  {
    name: 'A timer date that is to come waits for it',
    async play(player) {
      await player.deploy(process('dated', [start(), catchEvent('wait', { date: '=now() + duration("P1D")' }), end()], 'start -> wait -> end'));
      const instance = await player.create('dated');
      await player.event('TIMER', 'CREATED');
      await player.pass(86_400_000);
      await player.ended(instance);
    },
  },
  {
    name: 'A timer expression that gives no time raises an incident',
    async play(player) {
      await player.deploy(process('timeless', [start(), catchEvent('wait', { duration: '=limit' }), end()], 'start -> wait -> end'));
      const instance = await player.create('timeless', { limit: 'soon' });
      const incident = await player.incident();
      await player.setVariables(instance, { limit: 'PT5S' });
      await player.resolve(incident);
      await player.event('TIMER', 'CREATED');
      await player.pass(5_000);
      await player.ended(instance);
    },
  },
  {
    name: 'An interrupting timer boundary event ends its task',
    async play(player) {
      await player.deploy(process('escalated', [start(), job('work'), boundary('late', 'work', { duration: 'PT1M' }), end(), end('escalated')],
        'start -> work -> end; late -> escalated'));
      const instance = await player.create('escalated');
      const job1 = await player.job('work', { timeoutMs: 600_000 });
      await player.pass(60_000);
      await player.ended(instance);
      await player.complete(job1);
    },
  },
  {
    name: 'A completed task takes its timer boundary event along',
    async play(player) {
      await player.deploy(process('in-time', [start(), job('work'), boundary('late', 'work', { duration: 'PT1M' }), end(), end('escalated')],
        'start -> work -> end; late -> escalated'));
      const instance = await player.create('in-time');
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A non-interrupting timer boundary event leaves its task alone',
    async play(player) {
      await player.deploy(process('reminded', [start(), job('work'), boundary('remind', 'work', { duration: 'PT1M' }, { interrupting: false }), end(), end('reminded')],
        'start -> work -> end; remind -> reminded'));
      const instance = await player.create('reminded');
      const job1 = await player.job('work', { timeoutMs: 600_000 });
      await player.pass(60_000);
      await player.element('reminded', 'ELEMENT_COMPLETED');
      await player.complete(job1);
      await player.ended(instance);
    },
  },
  {
    name: 'A cycle on a non-interrupting boundary event repeats as often as it says',
    async play(player) {
      await player.deploy(process('cycled', [start(), job('work'), boundary('remind', 'work', { cycle: 'R3/PT1M' }, { interrupting: false }), end(), end('reminded')],
        'start -> work -> end; remind -> reminded'));
      const instance = await player.create('cycled');
      const job1 = await player.job('work', { timeoutMs: 6_000_000 });
      for (const count of [1, 2, 3]) {
        await player.pass(60_000);
        await player.element('reminded', 'ELEMENT_COMPLETED', count);
      }
      await player.pass(60_000);
      await player.settle();
      await player.complete(job1);
      await player.ended(instance);
    },
  },
  {
    name: 'A cycle without end goes on until its task is done',
    async play(player) {
      await player.deploy(process('endless', [start(), job('work'), boundary('remind', 'work', { cycle: '=cycle(duration("PT10S"))' }, { interrupting: false }), end(), end('reminded')],
        'start -> work -> end; remind -> reminded'));
      const instance = await player.create('endless');
      const job1 = await player.job('work', { timeoutMs: 6_000_000 });
      for (const count of [1, 2]) {
        await player.pass(10_000);
        await player.element('reminded', 'ELEMENT_COMPLETED', count);
      }
      await player.complete(job1);
      await player.ended(instance);
    },
  },
  {
    name: 'A timer start event creates instances',
    async play(player) {
      await player.deploy(process('scheduled', [start('every-hour', { cycle: 'R2/PT1H' }), end()], 'every-hour -> end'));
      await player.event('TIMER', 'CREATED');
      for (const count of [1, 2]) {
        await player.pass(3_600_000);
        await player.element('end', 'ELEMENT_COMPLETED', count);
      }
      await player.pass(3_600_000);
      await player.settle();
    },
  },
  {
    name: 'A new version takes over the timer start event',
    async play(player) {
      const version = (task: string) => process('replaced', [start('soon', { cycle: 'R1/PT1H' }), job(task, { type: task }), end()], `soon -> ${task} -> end`);
      await player.deploy(version('first'));
      await player.event('TIMER', 'CREATED');
      await player.deploy(version('second'));
      await player.event('TIMER', 'CREATED', { count: 2 });
      await player.pass(3_600_000);
      await player.job('second');
    },
  },
  {
    name: 'A timer is gone with its instance',
    async play(player) {
      await player.deploy(process('cancelled', [start(), catchEvent('wait', { duration: 'PT1M' }), end()], 'start -> wait -> end'));
      const instance = await player.create('cancelled');
      await player.event('TIMER', 'CREATED');
      await player.cancel(instance);
      await player.ended(instance);
      await player.pass(60_000);
    },
  },
  {
    name: 'The earliest of several boundary timers wins',
    async play(player) {
      await player.deploy(process('several', [
        start(), job('work'), boundary('first', 'work', { duration: 'PT1M' }), boundary('second', 'work', { duration: 'PT2M' }), end(), end('one'), end('two'),
      ], 'start -> work -> end; first -> one; second -> two'));
      const instance = await player.create('several');
      await player.event('TIMER', 'CREATED', { count: 2 });
      await player.pass(120_000);
      await player.ended(instance);
    },
  },
  {
    name: 'A cron expression starts instances at its times',
    async play(player) {
      await player.deploy(process('cron-start', [start('start', { cycle: '0 0/30 * * * *' }), end()], 'start -> end'));
      await player.pass(30 * 60_000);
      await player.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', { elementId: 'end' });
      await player.pass(30 * 60_000);
      await player.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', { elementId: 'end', count: 2 });
      await player.deleteResource(await player.key('PROCESS', 'CREATED'));
    },
  },
  callerAndCalledWait('A timer of a call activity and one in the called instance are due at the same moment', { duration: 'PT10M' }, 'TIMER', (player) => player.pass(600_000)),
];
