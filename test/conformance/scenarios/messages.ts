import { boundary, catchEvent, end, eventBased, eventSub, io, job, parallel, plain, process, receive, start } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';
import { caller } from './caller.ts';

const waiting = (id: string, key = '=order') => process(id, [start(), catchEvent('wait', { message: 'paid', key }), end()], 'start -> wait -> end');

export const messages: Scenario[] = [
  {
    name: 'A message goes to the instance that waits with its correlation key',
    async play(player) {
      await player.deploy(waiting('correlated'));
      const first = await player.create('correlated', { order: 'A-1' });
      const second = await player.create('correlated', { order: 'A-2' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', { count: 2 });
      await player.publish('paid', 'A-2', { amount: 10 });
      await player.ended(second);
      await player.publish('paid', 'A-1', { amount: 20 });
      await player.ended(first);
    },
  },
  {
    name: 'A message with time to live waits for its subscriber',
    async play(player) {
      await player.deploy(waiting('buffered'));
      await player.publish('paid', 'A-1', { amount: 10 }, { ttlMs: 60_000 });
      await player.ended(await player.create('buffered', { order: 'A-1' }));
    },
  },
  {
    name: 'A message without time to live is gone when nobody waits',
    async play(player) {
      await player.deploy(waiting('unbuffered'));
      await player.publish('paid', 'A-1');
      await player.create('unbuffered', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
    },
  },
  {
    name: 'A buffered message expires',
    async play(player) {
      await player.deploy(waiting('expired'));
      await player.publish('paid', 'A-1', {}, { ttlMs: 30_000 });
      await player.pass(120_000);
      await player.event('MESSAGE', 'EXPIRED');
      await player.create('expired', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
    },
  },
  {
    name: 'A message with an id that is buffered already is refused',
    async play(player) {
      await player.publish('paid', 'A-1', {}, { ttlMs: 60_000, id: 'payment-1' });
      await player.publish('paid', 'A-1', {}, { ttlMs: 60_000, id: 'payment-1' });
      await player.publish('paid', 'A-2', {}, { ttlMs: 60_000, id: 'payment-1' });
      await player.publish('paid', 'A-1', {}, { ttlMs: 60_000, id: 'payment-2' });
    },
  },
  {
    name: 'Buffered messages are taken oldest first and one a subscription',
    async play(player) {
      await player.deploy(process('queue', [start(), catchEvent('one', { message: 'paid', key: '=order' }), catchEvent('two', { message: 'paid', key: '=order' }), end()], 'start -> one -> two -> end'));
      await player.publish('paid', 'A-1', { n: 1 }, { ttlMs: 60_000 });
      await player.publish('paid', 'A-1', { n: 2 }, { ttlMs: 60_000 });
      await player.publish('paid', 'A-1', { n: 3 }, { ttlMs: 60_000 });
      await player.ended(await player.create('queue', { order: 'A-1' }));
    },
  },
  {
    name: 'A message is correlated to a process once',
    async play(player) {
      await player.deploy(waiting('once'));
      const first = await player.create('once', { order: 'A-1' });
      await player.create('once', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', { count: 2 });
      await player.publish('paid', 'A-1', {}, { ttlMs: 60_000 });
      await player.ended(first);
    },
  },
  {
    name: 'A number serves as correlation key',
    async play(player) {
      await player.deploy(waiting('numbered'));
      const instance = await player.create('numbered', { order: 17 });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('paid', '17');
      await player.ended(instance);
    },
  },
  {
    name: 'A correlation key that is missing raises an incident',
    async play(player) {
      await player.deploy(waiting('keyless'));
      const instance = await player.create('keyless');
      await player.setVariables(instance, { order: true });
      await player.resolve(await player.incident());
      await player.incident(2);
      await player.setVariables(instance, { order: 'A-1' });
      await player.resolve(await player.incident(2));
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('paid', 'A-1');
      await player.ended(instance);
    },
  },
  {
    name: 'A message may be named by an expression',
    async play(player) {
      await player.deploy(process('named', [start(), catchEvent('wait', { message: '="paid-" + kind + "§"', key: '=order' }), end()], 'start -> wait -> end'));
      const instance = await player.create('named', { order: 'A-1', kind: 'cash' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('paid-cash', 'A-1');
      await player.ended(instance);
    },
  },
  {
    name: 'Output mappings of a message event decide what is kept',
    async play(player) {
      await player.deploy(process('mapped', [start(), catchEvent('wait', { message: 'paid', key: '=order' }, { extensions: io({ out: [['=amount', 'paid']] }) }), end()], 'start -> wait -> end'));
      const instance = await player.create('mapped', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('paid', 'A-1', { amount: 10, noise: 1 });
      await player.ended(instance);
    },
  },
  {
    name: 'A message start event creates an instance a message',
    async play(player) {
      await player.deploy(process('started', [start('ordered', { message: 'ordered' }), job('work'), end()], 'ordered -> work -> end'));
      await player.event('MESSAGE_START_EVENT_SUBSCRIPTION', 'CREATED');
      await player.publish('ordered', '', { order: 'A-1' });
      await player.publish('ordered', '', { order: 'A-2' });
      await player.event('JOB', 'CREATED', { count: 2 });
    },
  },
  {
    name: 'One instance at a time is started for a correlation key',
    async play(player) {
      await player.deploy(process('one-each', [start('ordered', { message: 'ordered' }), job('work'), end()], 'ordered -> work -> end'));
      await player.event('MESSAGE_START_EVENT_SUBSCRIPTION', 'CREATED');
      await player.publish('ordered', 'line-1', { n: 1 }, { ttlMs: 600_000 });
      await player.publish('ordered', 'line-1', { n: 2 }, { ttlMs: 600_000 });
      await player.publish('ordered', 'line-2', { n: 3 }, { ttlMs: 600_000 });
      await player.event('JOB', 'CREATED', { count: 2 });
      await player.settle();
      await player.complete(await player.job('work'));
      await player.event('JOB', 'CREATED', { count: 3 });
    },
  },
  {
    name: 'A new version takes over the message start event',
    async play(player) {
      const version = (task: string) => process('replaced', [start('ordered', { message: 'ordered' }), job(task, { type: task }), end()], `ordered -> ${task} -> end`);
      await player.deploy(version('first'));
      await player.event('MESSAGE_START_EVENT_SUBSCRIPTION', 'CREATED');
      await player.deploy(version('second'));
      await player.event('MESSAGE_START_EVENT_SUBSCRIPTION', 'CREATED', { count: 2 });
      await player.publish('ordered', '');
      await player.job('second');
    },
  },
  {
    name: 'An interrupting message boundary event ends its task',
    async play(player) {
      await player.deploy(process('stopped', [start(), job('work'), boundary('stop', 'work', { message: 'stopped', key: '=order' }), end(), end('stopped')],
        'start -> work -> end; stop -> stopped'));
      const instance = await player.create('stopped', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('stopped', 'A-1', { why: 'recall' });
      await player.ended(instance);
    },
  },
  {
    name: 'A non-interrupting message boundary event can happen many times',
    async play(player) {
      await player.deploy(process('noted', [start(), job('work'), boundary('note', 'work', { message: 'noted', key: '=order' }, { interrupting: false }), end(), end('noted')],
        'start -> work -> end; note -> noted'));
      const instance = await player.create('noted', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      for (const n of [1, 2]) {
        await player.publish('noted', 'A-1', { n });
        await player.element('noted', 'ELEMENT_COMPLETED', n);
      }
      await player.settle();
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A completed task closes the subscription of its boundary event',
    async play(player) {
      await player.deploy(process('closed', [start(), job('work'), boundary('stop', 'work', { message: 'stopped', key: '=order' }), end(), end('stopped')],
        'start -> work -> end; stop -> stopped'));
      const instance = await player.create('closed', { order: 'A-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.complete(await player.job('work'));
      await player.ended(instance);
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETED');
    },
  },
  {
    name: 'Of a number with a fraction the whole part is the correlation key',
    async play(player) {
      await player.deploy(waiting('fractions', '=amount'));
      for (const amount of [7.9, -7.9, 0.3]) {
        const instance = await player.create('fractions', { amount });
        await player.settle();
        await player.publish('paid', String(Math.trunc(amount)));
        await player.ended(instance);
      }
      await player.deploy(waiting('thirds', '=10 / 3'));
      await player.cancel(await player.create('thirds'));
    },
  },
  ...([
    ['A message that interrupts a call activity reaches the called instance before that ends', true],
    ['A message that does not interrupt a call activity reaches the called instance too', false],
  ] as const).map(([name, interrupting]): Scenario => ({
    name,
    async play(player) {
      const go = { message: 'go', key: '="k"' };
      await player.deploy(caller(go, interrupting), process('called', [start(), receive('wait', go), end()], 'start -> wait -> end'));
      const instance = await player.create('caller');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', { count: 2 });
      await player.publish('go', 'k', { n: 1 });
      await player.ended(instance);
    },
  })),
  ...[
    { what: 'A message subscription', node: (id: string) => catchEvent(id, { message: 'paid', key: '=order' }) },
    { what: 'The message subscription of a boundary event', node: (id: string) => job(id), event: { interrupting: true } },
    { what: 'The message subscription of a non-interrupting boundary event', node: (id: string) => job(id), event: { interrupting: false } },
  ].flatMap(({ what, node, event }) => [false, true].map((buffered): Scenario => ({
    name: `${what} is closed while it opens, ${buffered ? 'and a message waits for it' : 'and nothing waits for it'}`,
    async play(player) {
      const events = event === undefined ? [] : [boundary('paid', 'wait', { message: 'paid', key: '=order' }, event), end('noted')];
      const more = event === undefined ? '' : '; paid -> noted';
      if (buffered) await player.publish('paid', 'A-1', { n: 1 }, { ttlMs: 600_000 });
      for (const steps of [0, 1, 2, 3]) {
        const passed = Array.from({ length: steps }, (_, i) => plain('intermediateThrowEvent', `pass-${i}`));
        const way = [...passed.map(({ id }) => id), 'stop'].join(' -> ');
        for (const flows of [`fork -> wait -> end; fork -> ${way}`, `fork -> ${way}; fork -> wait -> end`]) {
          await player.deploy(process('closing', [start(), parallel('fork'), node('wait'), ...events, ...passed, end(), end('stop', { terminate: true })], `start -> ${flows}${more}`));
          await player.ended(await player.create('closing', { order: 'A-1' }));
        }
      }
      await player.deploy(waiting('closing'));
      await player.create('closing', { order: 'A-1' });
      await player.settle();
    },
  }))),
  {
    name: 'Of several events whose messages wait already the first one is taken, and the other messages go to the next instance',
    async play(player) {
      const on = (message: string) => ({ message, key: '=order' });
      const both = [end(), end('end-a'), end('end-b')];
      await player.deploy(
        process('gateway', [start(), eventBased('which'), catchEvent('a', on('a')), catchEvent('b', on('b')), ...both], 'start -> which -> a -> end-a; which -> b -> end-b'),
        process('boundaries', [start(), job('work'), boundary('a', 'work', on('a')), boundary('b', 'work', on('b')), ...both], 'start -> work -> end; a -> end-a; b -> end-b'),
        process('handlers', [
          start(), job('work'), end(),
          eventSub('on-a', [start('a', on('a')), end('end-a')], 'a -> end-a'), eventSub('on-b', [start('b', on('b')), end('end-b')], 'b -> end-b'),
        ], 'start -> work -> end'),
      );
      for (const name of ['b', 'a']) await player.publish(name, 'A-1', { from: name }, { ttlMs: 600_000 });
      for (const round of [1, 2]) {
        for (const id of ['gateway', 'boundaries', 'handlers']) await player.ended(await player.create(id, { order: 'A-1', round }));
      }
    },
  },
];
