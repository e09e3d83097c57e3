import { catchEvent, end, eventBased, exclusive, io, job, process, receive, start, sub, boundary } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

export const eventGateways: Scenario[] = [
  {
    name: 'An event-based gateway follows the first event that happens',
    async play(player) {
      await player.deploy(process('first-event', [
        start(), eventBased('which'), catchEvent('paid', { message: 'paid', key: '=order' }), catchEvent('late', { duration: 'PT1H' }), catchEvent('alarm', { signal: 'alarm' }), end(), end('reminded'), end('stopped'),
      ], 'start -> which -> paid -> end; which -> late -> reminded; which -> alarm -> stopped'));
      const one = await player.create('first-event', { order: 'o-1' });
      await player.event('SIGNAL_SUBSCRIPTION', 'CREATED');
      await player.publish('paid', 'o-1', { amount: 5 });
      await player.ended(one);
      const two = await player.create('first-event', { order: 'o-2' });
      await player.event('SIGNAL_SUBSCRIPTION', 'CREATED', { count: 2 });
      await player.broadcast('alarm', { level: 3 });
      await player.ended(two);
      const three = await player.create('first-event', { order: 'o-3' });
      await player.event('SIGNAL_SUBSCRIPTION', 'CREATED', { count: 3 });
      await player.pass(3_600_000);
      await player.ended(three);
    },
  },
  {
    name: 'The events of a gateway have output mappings',
    async play(player) {
      await player.deploy(process('mapped-events', [
        start(), eventBased('which'), catchEvent('paid', { message: 'paid', key: '=order' }, { extensions: io({ out: [['=amount', 'sum']] }) }), catchEvent('late', { duration: 'PT1H' }, { extensions: io({ out: [['=true', 'reminded']] }) }), end(), job('remind', { type: 'remind' }),
      ], 'start -> which -> paid -> end; which -> late -> remind -> end'));
      const one = await player.create('mapped-events', { order: 'o-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('paid', 'o-1', { amount: 5 });
      await player.ended(one);
      const two = await player.create('mapped-events', { order: 'o-2' });
      await player.event('TIMER', 'CREATED', { count: 2 });
      await player.pass(3_600_000);
      await player.complete(await player.job('remind'));
      await player.ended(two);
    },
  },
  {
    name: 'A cancelled instance stops waiting at its event-based gateway',
    async play(player) {
      await player.deploy(process('given-up', [
        start(), sub('inner', [start('in'), eventBased('which'), catchEvent('paid', { message: 'paid', key: '=order' }), catchEvent('late', { duration: 'PT1H' }), end('a'), end('b')], 'in -> which -> paid -> a; which -> late -> b'),
        boundary('stop', 'inner', { signal: 'stop' }), end(), end('stopped'),
      ], 'start -> inner -> end; stop -> stopped'));
      const one = await player.create('given-up', { order: 'o-1' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.cancel(one);
      await player.ended(one);
      const two = await player.create('given-up', { order: 'o-2' });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', { count: 2 });
      await player.broadcast('stop');
      await player.ended(two);
    },
  },
  {
    name: 'An event of a gateway whose expression fails raises an incident at the gateway',
    async play(player) {
      await player.deploy(process('no-key', [
        start(), eventBased('which'), catchEvent('paid', { message: 'paid', key: '=order' }), catchEvent('late', { duration: '=wait' }), end(),
      ], 'start -> which -> paid -> end; which -> late -> end'));
      const instance = await player.create('no-key', { wait: 'PT1H' });
      const incident = await player.incident();
      await player.setVariables(instance, { order: 'o-1' });
      await player.resolve(incident);
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('paid', 'o-1');
      await player.ended(instance);
      const other = await player.create('no-key', { order: 'o-2' });
      await player.incident(2);
      await player.cancel(other);
      await player.ended(other);
    },
  },
  {
    name: 'Event-based gateways that cannot be are refused',
    async play(player) {
      await player.deploy(process('one-way', [start(), eventBased('which'), catchEvent('late', { duration: 'PT1H' }), end()], 'start -> which -> late -> end'));
      await player.deploy(process('to-a-task', [start(), eventBased('which'), catchEvent('late', { duration: 'PT1H' }), job('work'), end()], 'start -> which -> late -> end; which -> work -> end'));
      await player.deploy(process('to-a-receive-task', [start(), eventBased('which'), catchEvent('late', { duration: 'PT1H' }), receive('wait', { message: 'm', key: '=k' }), end()], 'start -> which -> late -> end; which -> wait -> end'));
      await player.deploy(process('same-message', [start(), eventBased('which'), catchEvent('a', { message: 'm', key: '=k' }), catchEvent('b', { message: 'm', key: '=k' }), end()], 'start -> which -> a -> end; which -> b -> end'));
      await player.deploy(process('two-timers', [start(), eventBased('which'), catchEvent('a', { duration: 'PT1H' }), catchEvent('b', { duration: 'PT2H' }), end()], 'start -> which -> a -> end; which -> b -> end'));
      await player.deploy(process('same-signal', [start(), eventBased('which'), catchEvent('a', { signal: 'm' }), catchEvent('b', { signal: 'm' }), end()], 'start -> which -> a -> end; which -> b -> end'));
      await player.deploy(process('two-ways-in', [start(), exclusive('x'), eventBased('which'), catchEvent('a', { duration: 'PT1H' }), catchEvent('b', { signal: 'm' }), end()], 'start -> x -> which [1 = 1]; x -> a [default]; which -> a -> end; which -> b -> end'));
      await player.deploy(process('with-condition', [start(), eventBased('which'), catchEvent('a', { duration: 'PT1H' }), catchEvent('b', { signal: 'm' }), end()], 'start -> which -> a [1 = 1] -> end; which -> b -> end'));
    },
  },
];
