import { boundary, call, catchEvent, end, eventSub, io, job, parallel, parallelStart, plain, process, start, sub, throwEvent } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

export const escalations: Scenario[] = [
  {
    name: 'An escalation thrown on the way is caught by a non-interrupting boundary event and the way goes on',
    async play(player) {
      await player.deploy(process('escalated', [
        start(), sub('inner', [start('in'), throwEvent('raise', {}, { escalation: 'LATE' }), job('work'), end('ie')], 'in -> raise -> work -> ie'),
        boundary('late', 'inner', { escalation: 'LATE' }, { interrupting: false }), job('inform', { type: 'inform' }), end(), end('informed'),
      ], 'start -> inner -> end; late -> inform -> informed'));
      const instance = await player.create('escalated', { lot: 7 });
      await player.complete(await player.job('inform'));
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'An interrupting escalation boundary event ends the activity',
    async play(player) {
      await player.deploy(process('interrupted', [
        start(), sub('inner', [start('in'), parallel('fork'), job('work'), end('ie'), throwEvent('raise', {}, { escalation: 'LATE' }), end('after')], 'in -> fork -> work -> ie; fork -> raise -> after'),
        boundary('late', 'inner', { escalation: 'LATE' }), end(), end('informed'),
      ], 'start -> inner -> end; late -> informed'));
      await player.ended(await player.create('interrupted'));
    },
  },
  {
    name: 'An escalation end event ends its way and is caught outside',
    async play(player) {
      await player.deploy(process('escalation-end', [
        start(), sub('inner', [start('in'), end('raise', { escalation: 'LATE' })], 'in -> raise'),
        boundary('late', 'inner', { escalation: 'LATE' }), end(), end('informed'),
      ], 'start -> inner -> end; late -> informed'));
      await player.ended(await player.create('escalation-end'));
      await player.deploy(process('escalation-end-on', [
        start(), sub('inner', [start('in'), end('raise', { escalation: 'LATE' })], 'in -> raise'),
        boundary('late', 'inner', { escalation: 'LATE' }, { interrupting: false }), end(), end('informed'),
      ], 'start -> inner -> end; late -> informed'));
      await player.ended(await player.create('escalation-end-on'));
    },
  },
  {
    name: 'An escalation that nobody catches is noted and the way goes on',
    async play(player) {
      await player.deploy(process('uncaught-escalation', [start(), throwEvent('raise', {}, { escalation: 'LATE' }), end('fin', { escalation: 'VERY_LATE' })], 'start -> raise -> fin'));
      await player.ended(await player.create('uncaught-escalation'));
    },
  },
  {
    name: 'An escalation catch event without code catches every escalation that no code names',
    async play(player) {
      for (const code of ['LATE', 'OTHER']) {
        await player.deploy(process(`any-${code}`, [
          start(), sub('inner', [start('in'), throwEvent('raise', {}, { escalation: code }), end('ie')], 'in -> raise -> ie'),
          boundary('any', 'inner', { anyEscalation: true }), boundary('late', 'inner', { escalation: 'LATE' }), end(), end('informed'), end('else'),
        ], 'start -> inner -> end; late -> informed; any -> else'));
        await player.ended(await player.create(`any-${code}`));
      }
    },
  },
  {
    name: 'An escalation is passed outwards until an event catches it',
    async play(player) {
      await player.deploy(process('escalate-outwards', [
        start(), sub('outer', [
          start('o'), sub('inner', [start('i'), throwEvent('raise', {}, { escalation: 'LATE' }), end('ie')], 'i -> raise -> ie'),
          boundary('other', 'inner', { escalation: 'OTHER' }), end('oe'), end('oo'),
        ], 'o -> inner -> oe; other -> oo'),
        boundary('late', 'outer', { escalation: 'LATE' }), end(), end('informed'),
      ], 'start -> outer -> end; late -> informed'));
      await player.ended(await player.create('escalate-outwards'));
    },
  },
  {
    name: 'An escalation passes from a called process to the call activity',
    async play(player) {
      await player.deploy(process('called-escalation', [start('cs'), throwEvent('raise', {}, { escalation: 'LATE' }), job('work'), end('ce', { escalation: 'DONE' })], 'cs -> raise -> work -> ce'));
      await player.deploy(process('calling-escalation', [
        start(), call('go', 'called-escalation'), boundary('late', 'go', { escalation: 'LATE' }, { interrupting: false }), boundary('done', 'go', { escalation: 'DONE' }),
        end(), end('informed'), end('stopped'),
      ], 'start -> go -> end; late -> informed; done -> stopped'));
      const instance = await player.create('calling-escalation', { lot: 1 });
      await player.complete(await player.job('work'), { inside: true });
      await player.ended(instance);
    },
  },
  {
    name: 'A non-interrupting escalation event sub-process runs beside its scope, each time anew',
    async play(player) {
      await player.deploy(process('escalation-handler', [
        start(), throwEvent('first', {}, { escalation: 'LATE' }), throwEvent('second', {}, { escalation: 'LATE' }), job('work'), end(),
        eventSub('handler', [parallelStart('caught', { escalation: 'LATE' }), job('inform', { type: 'inform' }), end('he')], 'caught -> inform -> he'),
      ], 'start -> first -> second -> work -> end'));
      const instance = await player.create('escalation-handler');
      await player.complete(await player.job('inform'), { a: 1 });
      await player.complete(await player.job('work'));
      await player.complete(await player.job('inform'), { a: 2 });
      await player.ended(instance);
    },
  },
  {
    name: 'An interrupting escalation event sub-process ends its scope and catches before the boundary event',
    async play(player) {
      await player.deploy(process('escalation-interrupts', [
        start(), sub('inner', [
          start('in'), parallel('fork'), job('work'), end('ie'), end('raise', { escalation: 'LATE' }),
          eventSub('handler', [start('caught', { escalation: 'LATE' }), job('inform', { type: 'inform' }), end('he')], 'caught -> inform -> he'),
        ], 'in -> fork -> work -> ie; fork -> raise'),
        boundary('late', 'inner', { escalation: 'LATE' }), end(), end('informed'),
      ], 'start -> inner -> end; late -> informed'));
      const instance = await player.create('escalation-interrupts');
      await player.complete(await player.job('inform'));
      await player.ended(instance);
    },
  },
  {
    name: 'An escalation code may be an expression where it is thrown',
    async play(player) {
      await player.deploy(process('code-by-expression', [
        start(), sub('inner', [start('in'), throwEvent('raise', {}, { escalation: '=code' }), end('ie')], 'in -> raise -> ie'),
        boundary('late', 'inner', { escalation: 'LATE' }), end(), end('informed'),
      ], 'start -> inner -> end; late -> informed'));
      await player.ended(await player.create('code-by-expression', { code: 'LATE' }));
      const stuck = await player.create('code-by-expression', { code: 5 });
      const incident = await player.incident();
      await player.setVariables(stuck, { code: 'LATE' });
      await player.resolve(incident);
      await player.ended(stuck);
      const unknown = await player.create('code-by-expression');
      await player.incident(2);
      await player.cancel(unknown);
    },
  },
  {
    name: 'Escalation throw and catch events map variables',
    async play(player) {
      await player.deploy(process('escalation-mappings', [
        start(), sub('inner', [
          start('in'), throwEvent('raise', { extensions: io({ in: [['=lot', 'local']], out: [['=local + 1', 'raised']] }) }, { escalation: 'LATE' }),
          end('ie', { escalation: 'DONE' }, { extensions: io({ in: [['=lot', 'endLocal']], out: [['=endLocal + 10', 'ended']] }) }),
        ], 'in -> raise -> ie', { extensions: io({ out: [['=1', 'never']] }) }),
        boundary('late', 'inner', { escalation: 'LATE' }, { interrupting: false, extensions: io({ out: [['=lot', 'caughtLot']] }) }),
        boundary('done', 'inner', { escalation: 'DONE' }, { extensions: io({ out: [['=lot * 2', 'doneLot']] }) }),
        end(), end('informed'), end('stopped'),
      ], 'start -> inner -> end; late -> informed; done -> stopped'));
      await player.ended(await player.create('escalation-mappings', { lot: 3 }));
    },
  },
  {
    name: 'An escalation thrown in a multi-instance is caught on its body',
    async play(player) {
      await player.deploy(process('escalation-each', [
        start(), sub('inner', [start('in'), throwEvent('raise', {}, { escalation: 'LATE' }), job('work'), end('ie')], 'in -> raise -> work -> ie', {
          body: '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1,2]"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>',
        }),
        boundary('late', 'inner', { escalation: 'LATE' }, { interrupting: false }), plain('task', 'inform'), end(), end('informed'),
      ], 'start -> inner -> end; late -> inform -> informed'));
      const instance = await player.create('escalation-each');
      await player.complete(await player.job('work'));
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'Escalation events that cannot be are refused',
    async play(player) {
      await player.deploy(process('same-code', [
        start(), sub('inner', [start('in'), end('ie')], 'in -> ie'), boundary('a', 'inner', { escalation: 'LATE' }), boundary('b', 'inner', { escalation: 'LATE' }), end(), end('x'), end('y'),
      ], 'start -> inner -> end; a -> x; b -> y'));
      await player.deploy(process('no-code', [
        start(), sub('inner', [start('in'), end('ie')], 'in -> ie'), boundary('a', 'inner', { anyEscalation: true }), boundary('b', 'inner', { escalation: '' }), end(), end('x'), end('y'),
      ], 'start -> inner -> end; a -> x; b -> y'));
      await player.deploy(process('on-a-task', [start(), job('work'), boundary('a', 'work', { escalation: 'LATE' }), end(), end('x')], 'start -> work -> end; a -> x'));
      await player.deploy(process('throw-nothing', [start(), throwEvent('raise', {}, { anyEscalation: true }), end()], 'start -> raise -> end'));
      await player.deploy(process('end-nothing', [start(), end('fin', { anyEscalation: true })], 'start -> fin'));
      await player.deploy(process('throw-empty', [start(), throwEvent('raise', {}, { escalation: '' }), end()], 'start -> raise -> end'));
      await player.deploy(process('catch-expression', [
        start(), sub('inner', [start('in'), end('ie')], 'in -> ie'), boundary('a', 'inner', { escalation: '=code' }), end(), end('x'),
      ], 'start -> inner -> end; a -> x'));
      await player.deploy(process('throw-broken', [start(), throwEvent('raise', {}, { escalation: '=1 +' }), end()], 'start -> raise -> end'));
      await player.deploy(process('handlers', [
        start(), end(), eventSub('one', [start('s1', { escalation: 'LATE' }), end('e1')], 's1 -> e1'), eventSub('two', [parallelStart('s2', { escalation: 'LATE' }), end('e2')], 's2 -> e2'),
      ], 'start -> end'));
      await player.deploy(process('starts-process', [start('start', { escalation: 'LATE' }), end()], 'start -> end'));
      await player.deploy(process('catches', [start(), { tag: 'intermediateCatchEvent', id: 'wait', body: '<bpmn:escalationEventDefinition/>' }, end()], 'start -> wait -> end'));
    },
  },
  {
    name: 'An escalation and a signal end event in one scope beside other ways',
    async play(player) {
      await player.deploy(process('both-ends', [
        start(), sub('inner', [start('i'), parallel('f'), end('es', { signal: 'x' }), end('ee', { escalation: 'E' }), throwEvent('none'), end('ie')], 'i -> f -> es; f -> ee; f -> none -> ie'),
        boundary('late', 'inner', { escalation: 'E' }, { interrupting: false }), catchEvent('timer', { duration: 'PT1S' }), end('z'), end(),
      ], 'start -> inner -> end; late -> timer -> z'));
      const instance = await player.create('both-ends');
      await player.event('TIMER', 'CREATED');
      await player.pass(1000);
      await player.ended(instance);
    },
  },
];
