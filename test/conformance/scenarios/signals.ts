import { boundary, catchEvent, end, eventSub, io, job, parallel, parallelStart, process, start, sub, throwEvent } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';
import { callerAndCalledWait } from './caller.ts';

export const signals: Scenario[] = [
  {
    name: 'A broadcast signal reaches every waiting instance',
    async play(player) {
      await player.deploy(process('waits', [start(), catchEvent('wait', { signal: 'alarm' }), end()], 'start -> wait -> end'));
      const one = await player.create('waits', { a: 0 });
      const two = await player.create('waits');
      await player.event('SIGNAL_SUBSCRIPTION', 'CREATED', { count: 2 });
      await player.broadcast('alarm', { a: 1, b: [2] });
      await player.ended(one);
      await player.ended(two);
      await player.broadcast('alarm');
      await player.broadcast('unheard of', { c: 3 });
    },
  },
  {
    name: 'A signal that nobody waits for is gone',
    async play(player) {
      await player.deploy(process('too-late', [start(), catchEvent('wait', { signal: 'alarm' }), end()], 'start -> wait -> end'));
      await player.broadcast('alarm');
      const instance = await player.create('too-late');
      await player.event('SIGNAL_SUBSCRIPTION', 'CREATED');
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'A signal starts an instance of each process that waits for it',
    async play(player) {
      await player.deploy(process('first', [start('start', { signal: 'alarm' }), job('work'), end()], 'start -> work -> end'));
      await player.deploy(process('second', [start('start', { signal: 'alarm' }), start('other', { signal: 'siren' }), end()], 'start -> end; other -> end'));
      await player.broadcast('alarm', { level: 2 });
      await player.complete(await player.job('work'));
      await player.deploy(process('first', [start('start', { signal: 'siren' }), job('work'), end()], 'start -> work -> end'));
      await player.broadcast('alarm');
      await player.broadcast('siren');
      await player.complete(await player.job('work'));
      await player.create('first');
    },
  },
  {
    name: 'The output mappings of a signal start event choose its variables',
    async play(player) {
      await player.deploy(process('mapped-start', [start('start', { signal: 'alarm' }, { extensions: io({ out: [['=level * 2', 'twice']] }) }), end()], 'start -> end'));
      await player.broadcast('alarm', { level: 2 });
    },
  },
  {
    name: 'A signal boundary event interrupts its activity, or does not',
    async play(player) {
      await player.deploy(process('signal-boundary', [
        start(), job('work'), boundary('stop', 'work', { signal: 'stop' }), boundary('tell', 'work', { signal: 'tell' }, { interrupting: false }), end(), end('stopped'), end('told'),
      ], 'start -> work -> end; stop -> stopped; tell -> told'));
      const instance = await player.create('signal-boundary');
      await player.event('JOB', 'CREATED');
      await player.broadcast('tell', { n: 1 });
      await player.broadcast('tell', { n: 2 });
      await player.broadcast('stop', { n: 3 });
      await player.ended(instance);
      const other = await player.create('signal-boundary');
      await player.complete(await player.job('work'));
      await player.ended(other);
    },
  },
  {
    name: 'A signal event sub-process interrupts its scope, or runs beside it',
    async play(player) {
      await player.deploy(process('signal-handlers', [
        start(), job('work'), end(),
        eventSub('beside', [parallelStart('tell', { signal: 'tell' }), job('note', { type: 'note' }), end('told')], 'tell -> note -> told'),
        eventSub('instead', [start('stop', { signal: 'stop' }), job('clear', { type: 'clear' }), end('stopped')], 'stop -> clear -> stopped'),
      ], 'start -> work -> end'));
      const instance = await player.create('signal-handlers');
      await player.event('JOB', 'CREATED');
      await player.broadcast('tell', { n: 1 });
      await player.complete(await player.job('note'));
      await player.broadcast('tell', { n: 2 });
      await player.broadcast('stop', { n: 3 });
      await player.complete(await player.job('clear'));
      await player.ended(instance);
    },
  },
  {
    name: 'A signal is thrown on the way and at the end, with the local variables of its event',
    async play(player) {
      await player.deploy(process('listener', [start('start', { signal: 'alarm' }), end()], 'start -> end'));
      await player.deploy(process('thrower', [
        start(), throwEvent('shout', { extensions: io({ in: [['=level', 'loud']] }) }, { signal: 'alarm' }), end('fin', { signal: 'alarm' }, { extensions: io({ in: [['=level + 1', 'last']] }) }),
      ], 'start -> shout -> fin'));
      await player.ended(await player.create('thrower', { level: 1 }));
    },
  },
  {
    name: 'A thrown signal is caught in its own instance',
    async play(player) {
      await player.deploy(process('own-signal', [
        start(), parallel('fork'), catchEvent('wait', { signal: 'go' }), job('work'), throwEvent('shout', {}, { signal: 'go' }), parallel('join'), end(),
      ], 'start -> fork -> wait -> join -> end; fork -> work -> shout -> join'));
      const instance = await player.create('own-signal');
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'The name of a signal may be an expression',
    async play(player) {
      await player.deploy(process('named', [start(), catchEvent('wait', { signal: '=topic' }, { extensions: io({ out: [['=x', 'y']] }) }), end()], 'start -> wait -> end'));
      await player.deploy(process('caller', [start(), throwEvent('shout', {}, { signal: '=topic' }), end()], 'start -> shout -> end'));
      const waiting = await player.create('named', { topic: 'topic-of-this-scenario', x: 4 });
      await player.event('SIGNAL_SUBSCRIPTION', 'CREATED');
      await player.ended(await player.create('caller', { topic: 'topic-of-this-scenario' }));
      await player.ended(waiting);
      const stuck = await player.create('named', { topic: 5 });
      const incident = await player.incident();
      await player.setVariables(stuck, { topic: 'topic-of-this-scenario' });
      await player.resolve(incident);
      await player.event('SIGNAL_SUBSCRIPTION', 'CREATED', { count: 2 });
      await player.create('caller', { topic: [] });
      await player.incident(2);
      await player.create('caller');
      await player.incident(3);
    },
  },
  {
    name: 'A signal reaches a waiting sub-process and what it carries goes outwards',
    async play(player) {
      await player.deploy(process('inner-wait', [
        start(), sub('inner', [start('in'), catchEvent('wait', { signal: 'go' }), end('ie')], 'in -> wait -> ie', { extensions: io({ in: [['=1', 'local']] }) }), end(),
      ], 'start -> inner -> end'));
      const instance = await player.create('inner-wait');
      await player.event('SIGNAL_SUBSCRIPTION', 'CREATED');
      await player.broadcast('go', { local: 2, far: 3 });
      await player.ended(instance);
    },
  },
  {
    name: 'Signal events that cannot be are refused',
    async play(player) {
      const nothing = '<bpmn:signalEventDefinition/>';
      for (const tag of ['intermediateCatchEvent', 'intermediateThrowEvent']) await player.deploy(process('no-signal', [start(), { tag, id: 'event', body: nothing }, end()], 'start -> event -> end'));
      await player.deploy(process('no-signal', [start(), { tag: 'endEvent', id: 'fin', body: nothing }], 'start -> fin'));
      const nameless = (id: string, name: string) => ({ body: `<bpmn:signalEventDefinition signalRef="${id}"/>`, roots: [`<bpmn:signal id="${id}"${name}/>`] });
      await player.deploy(process('no-name', [start(), { tag: 'intermediateCatchEvent', id: 'wait', ...nameless('s1', '') }, end()], 'start -> wait -> end'));
      await player.deploy(process('no-name', [start(), { tag: 'endEvent', id: 'fin', ...nameless('s2', ' name=""') }], 'start -> fin'));
      for (const signal of ['=topic', '=1']) await player.deploy(process('start-expression', [start('start', { signal }), start('fine', { signal: '="a" + "b"' }), end()], 'start -> end'));
      await player.deploy(process('broken', [start(), catchEvent('wait', { signal: '=1 +' }), end()], 'start -> wait -> end'));
      await player.deploy(process('twice', [start(), job('work'), boundary('a', 'work', { signal: 'x' }), boundary('b', 'work', { signal: 'x' }), end(), end('e1'), end('e2')], 'start -> work -> end; a -> e1; b -> e2'));
      await player.deploy(process('two-starts', [start('start', { signal: 'x' }), start('again', { signal: 'x' }), end()], 'start -> end; again -> end'));
      await player.deploy(process('handlers', [
        start(), end(), eventSub('one', [start('s1', { signal: 'x' }), end('e1')], 's1 -> e1'), eventSub('two', [start('s2', { signal: 'x' }), end('e2')], 's2 -> e2'),
      ], 'start -> end'));
    },
  },
  {
    name: 'An event sub-process of a process instance started by a signal',
    async play(player) {
      await player.deploy(process('signal-start-handler', [
        start('start', { signal: 'go' }), job('a', { type: 'a' }), end(), eventSub('handler', [start('hs', { signal: 'stop' }), end('he')], 'hs -> he'),
      ], 'start -> a -> end'));
      await player.broadcast('go', { x: 1 });
      await player.event('JOB', 'CREATED');
      await player.broadcast('stop');
      await player.settle();
    },
  },
  callerAndCalledWait('A signal that interrupts a call activity, or does not, and the called instance waits for it too', { signal: 'x' }, 'SIGNAL_SUBSCRIPTION',
    (player) => player.broadcast('x', { n: 1 })),
];
