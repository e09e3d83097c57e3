import { boundary, call, each, end, eventSub, io, job, parallel, parallelStart, process, start, sub, throwEvent } from '../diagram.ts';
import type { Node } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

const escalate = (id: string, code: string): Node => throwEvent(id, {}, { escalation: code });
/** A scope's work and what interrupts it: a message, then these elements one after the other. */
const interrupted = (...then: Node[]): [nodes: Node[], flows: string] => [
  [start('i'), job('work'), end('ie'), eventSub('handler', [start('hs', { message: 'stop', key: '="k"' }), ...then], ['hs', ...then.map(({ id }) => id)].join(' -> '))],
  'i -> work -> ie',
];

export const interruptedScopes: Scenario[] = [
  {
    name: 'An escalation of an interrupting event sub-process is caught on the scope that it interrupted',
    async play(player) {
      for (const interrupting of [false, true]) {
        const id = interrupting ? 'stops' : 'tells';
        await player.deploy(process(id, [
          start(), sub('inner', ...interrupted(escalate('raise', 'late'), job('after', { type: 'after' }), end('he'))),
          boundary('caught', 'inner', { escalation: 'late' }, { interrupting }), end('x'), end(),
        ], 'start -> inner -> end; caught -> x'));
        const instance = await player.create(id);
        await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', { count: interrupting ? 2 : 1 });
        await player.publish('stop', 'k');
        if (!interrupting) await player.complete(await player.job('after'));
        await player.ended(instance);
      }
    },
  },
  {
    name: 'An error of an interrupting event sub-process is caught by nothing around it in its process',
    async play(player) {
      await player.deploy(process('uncaught', [
        start(), sub('inner', ...interrupted(job('after', { type: 'after' }), end('he'))), boundary('caught', 'inner', { error: 'E' }), end('x'), end(),
        eventSub('outer', [start('os', { error: 'E' }), end('oe')], 'os -> oe'),
      ], 'start -> inner -> end; caught -> x'));
      const instance = await player.create('uncaught');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('stop', 'k');
      await player.throwError(await player.job('after'), 'E');
      await player.incident();
      await player.cancel(instance);
    },
  },
  {
    name: 'An error end event of an interrupting event sub-process is caught by nothing around it in its process',
    async play(player) {
      await player.deploy(process('uncaught-end', [
        start(), sub('inner', ...interrupted(end('he', { error: 'E' }))), end(), eventSub('outer', [start('os', { error: 'E' }), end('oe')], 'os -> oe'),
      ], 'start -> inner -> end'));
      const instance = await player.create('uncaught-end');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('stop', 'k');
      await player.incident();
      await player.cancel(instance);
    },
  },
  {
    name: 'An error of an interrupting event sub-process is caught on the call activity around its process',
    async play(player) {
      await player.deploy(
        process('called', [
          start(), sub('inner', ...interrupted(job('after', { type: 'after' }), end('he'))), boundary('passed', 'inner', { error: 'PASSED' }), end('x'), end(),
          eventSub('outer', [start('os', { error: 'E' }), end('oe')], 'os -> oe'),
        ], 'start -> inner -> end; passed -> x'),
        process('calling', [start(), call('child', 'called'), boundary('caught', 'child', { error: 'E' }), end('y'), end()], 'start -> child -> end; caught -> y'),
      );
      const instance = await player.create('calling');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('stop', 'k');
      await player.throwError(await player.job('after'), 'E');
      await player.ended(instance);
      const other = await player.create('calling');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', { count: 2 });
      await player.publish('stop', 'k');
      await player.throwError(await player.job('after'), 'UNKNOWN');
      await player.incident();
      await player.cancel(other);
    },
  },
  {
    name: 'An escalation that meets a scope which another one interrupted is not escalated, and its way ends',
    async play(player) {
      await player.deploy(process('twice', [
        start(), sub('inner', [start('i'), escalate('raise', 'late'), end('ie')], 'i -> raise -> ie', { body: each('=[1, 2]') }), end(),
        eventSub('handler', [start('hs', { escalation: 'late' }), end('he')], 'hs -> he'),
      ], 'start -> inner -> end'));
      await player.ended(await player.create('twice'));
    },
  },
  {
    name: 'Two signals at once begin a non-interrupting event sub-process twice',
    async play(player) {
      const raise = (id: string, n: number): Node => throwEvent(id, { extensions: io({ in: [[`=${n}`, 'n']] }) }, { signal: 'more' });
      await player.deploy(process('signals', [
        start(), parallel('fork'), raise('one', 1), raise('two', 2), job('work'), end(),
        eventSub('handler', [parallelStart('hs', { signal: 'more' }), job('beside', { type: 'beside' }), end('he')], 'hs -> beside -> he'),
      ], 'start -> fork -> one -> work -> end; fork -> two -> end'));
      const instance = await player.create('signals');
      await player.event('JOB', 'CREATED', { count: 3 });
      await player.cancel(instance);
    },
  },
  {
    name: 'Two escalations at once begin a non-interrupting event sub-process twice',
    async play(player) {
      await player.deploy(process('escalations', [
        start(), parallel('fork'), escalate('one', 'more'), escalate('two', 'more'), job('work'), end(),
        eventSub('handler', [parallelStart('hs', { escalation: 'more' }), job('beside', { type: 'beside' }), end('he')], 'hs -> beside -> he'),
      ], 'start -> fork -> one -> work -> end; fork -> two -> end'));
      const instance = await player.create('escalations');
      await player.event('JOB', 'CREATED', { count: 3 });
      await player.cancel(instance);
    },
  },
  {
    name: 'The event sub-processes of a scope that was interrupted before a modification take no error of a job',
    async play(player) {
      const [nodes, flows] = interrupted(job('after', { type: 'after' }), end('he'));
      await player.deploy(process('again', [
        start(), sub('inner', [...nodes, eventSub('broken', [start('bs', { error: 'E' }), end('be')], 'bs -> be')], flows), end(),
      ], 'start -> inner -> end'));
      const instance = await player.create('again');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('stop', 'k');
      await player.event('JOB', 'CREATED', { count: 2 });
      await player.modify(instance, { activate: [{ element: 'work' }] });
      await player.throwError(await player.job('work'), 'E');
      await player.cancel(instance);
    },
  },
];
