import { boundary, call, end, job, parallel, process, start, sub, userTask } from '../diagram.ts';
import type { Node } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

const guarded = (id: string, message: string, key = '="k"'): Node[] => [start(), job(id, { type: 'a' }), boundary(`m${id}`, id, { message, key }), end('x'), end()];

export const migrationSubscriptions: Scenario[] = [
  {
    name: 'A migration closes what the old boundary events waited for and opens what the new ones wait for',
    async play(player) {
      await player.deploy(process('waits', guarded('a', 'go'), 'start -> a -> end; ma -> x'));
      await player.deploy(process('waits-else', guarded('b', 'stop'), 'start -> b -> end; mb -> x'));
      const instance = await player.create('waits');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'b']]);
      await player.settle();
      await player.publish('go', 'k');
      await player.publish('stop', 'k', { stopped: true });
      await player.ended(instance);
    },
  },
  {
    name: 'A boundary event that is mapped cannot be migrated, even to an activity that has none',
    async play(player) {
      await player.deploy(process('mapped', guarded('a', 'go'), 'start -> a -> end; ma -> x'));
      await player.deploy(process('unguarded', [start(), job('b', { type: 'a' }), end()], 'start -> b -> end'));
      const instance = await player.create('mapped');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'b'], ['ma', 'end']]);
    },
  },
  {
    name: 'A migration to an event whose correlation key is missing is refused',
    async play(player) {
      await player.deploy(process('unasked', [start(), job('a', { type: 'a' }), end()], 'start -> a -> end'));
      await player.deploy(process('keyless', guarded('b', 'go', '=key'), 'start -> b -> end; mb -> x'));
      const instance = await player.create('unasked');
      await player.event('JOB', 'CREATED');
      const target = await player.key('PROCESS', 'CREATED', { count: 2 });
      await player.migrate(instance, target, [['a', 'b']]);
      await player.setVariables(instance, { key: 'k' });
      await player.migrate(instance, target, [['a', 'b']]);
      await player.publish('go', 'k');
      await player.ended(instance);
    },
  },
  {
    name: 'An element that has not begun waits for its new events once it does',
    async play(player) {
      await player.deploy(process('stuck', [start(), job('a', { type: '=kind' }), end()], 'start -> a -> end'));
      await player.deploy(process('stuck-else', [start(), job('b', { type: '=kind' }), boundary('mb', 'b', { message: 'go', key: '="k"' }), end('x'), end()], 'start -> b -> end; mb -> x'));
      const instance = await player.create('stuck');
      const incident = await player.incident();
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'b']]);
      await player.setVariables(instance, { kind: 'some' });
      await player.resolve(incident);
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('go', 'k');
      await player.ended(instance);
    },
  },
  {
    name: 'An instance is not migrated while a join waits',
    async play(player) {
      const nodes = (): Node[] => [start(), parallel('f'), job('a'), parallel('j'), end()];
      await player.deploy(process('joining', nodes(), 'start -> f -> j -> end; f -> a -> j'));
      await player.deploy(process('joining-else', nodes(), 'start -> f -> j -> end; f -> a -> j'));
      const instance = await player.create('joining');
      await player.event('JOB', 'CREATED');
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'a']]);
    },
  },
  {
    name: 'A user task that has not begun counts as a job when it is migrated',
    async play(player) {
      await player.deploy(process('unborn', [start(), userTask('a', { assignment: { assignee: '=who' } }), end()], 'start -> a -> end'));
      await player.deploy(process('unborn-else', [start(), userTask('b'), end()], 'start -> b -> end'));
      await player.deploy(process('unborn-job', [start(), { tag: 'userTask', id: 'b' }, end()], 'start -> b -> end'));
      const instance = await player.create('unborn');
      const incident = await player.incident();
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'b']]);
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 3 }), [['a', 'b']]);
      await player.resolve(incident);
      await player.settle();
    },
  },
  {
    name: 'A call activity is migrated, the instance that it called stays',
    async play(player) {
      await player.deploy(process('called', [start(), job('in', { type: 'in' }), end()], 'start -> in -> end'));
      await player.deploy(process('calling', [start(), sub('s', [start('i'), call('c', 'called'), end('ie')], 'i -> c -> ie'), boundary('m', 's', { message: 'm', key: '="k"' }), end('x'), end()], 'start -> s -> end; m -> x'));
      await player.deploy(process('calling-else', [start(), sub('t', [start('i'), call('d', 'other'), job('after', { type: 'after' }), end('ie')], 'i -> d -> after -> ie'), boundary('n', 't', { message: 'n', key: '="k"' }), end('x'), end()], 'start -> t -> end; n -> x'));
      const instance = await player.create('calling', { lot: 1 });
      await player.event('JOB', 'CREATED');
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 3 }), [['s', 't'], ['c', 'd']]);
      await player.complete(await player.job('in'), { made: 1 });
      await player.complete(await player.job('after'));
      await player.ended(instance);
    },
  },
  {
    name: 'A called instance may be migrated by itself, and an instance several times',
    async play(player) {
      await player.deploy(process('inner', [start(), job('in', { type: 'in' }), end()], 'start -> in -> end'));
      await player.deploy(process('inner-else', [start(), job('out', { type: 'out' }), end()], 'start -> out -> end'));
      await player.deploy(process('outer', [start(), call('c', 'inner'), end()], 'start -> c -> end'));
      const instance = await player.create('outer');
      await player.event('JOB', 'CREATED');
      const child = await player.element('in');
      const called = String((await player.event('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', { elementId: 'in' })).value.processInstanceKey);
      const [one, two] = [await player.key('PROCESS', 'CREATED', { count: 1 }), await player.key('PROCESS', 'CREATED', { count: 2 })];
      await player.migrate(called, two, [['in', 'out']]);
      await player.migrate(called, one, [['out', 'in']]);
      await player.migrate(child, two, [['in', 'out']]);
      await player.migrate(called, two, [['in', 'out']]);
      await player.complete(await player.job('in'));
      await player.ended(instance);
    },
  },
  ...[['timer', { duration: 'PT1H' }], ['signal', { signal: 'sig' }], ['error', { error: 'E' }], ['escalation', { escalation: 'E' }]].map(([kind, event]): Scenario => ({
    name: `Activities with a ${kind as string} boundary event are not migrated, neither from nor to`,
    async play(player) {
      const nodes = (id: string): Node[] => [
        start(), sub(id, [start('i'), job('w'), end('ie')], 'i -> w -> ie'), boundary('b1', id, { message: 'go', key: '="k"' }), boundary('b2', id, event as { error: string }),
        boundary('b3', id, { duration: 'PT2H' }, { interrupting: false }), end('x'), end(),
      ];
      await player.deploy(process('bound', nodes('a'), 'start -> a -> end; b1 -> x; b2 -> x; b3 -> x'));
      await player.deploy(process('free', [start(), sub('b', [start('i'), job('w'), end('ie')], 'i -> w -> ie'), end()], 'start -> b -> end'));
      const [bound, free] = [await player.create('bound'), await player.create('free')];
      await player.event('JOB', 'CREATED', { count: 2 });
      await player.migrate(bound, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'b'], ['w', 'w']]);
      await player.migrate(free, await player.key('PROCESS', 'CREATED'), [['b', 'a'], ['w', 'w']]);
    },
  })),
  {
    name: 'Event sub-processes of a sub-process do not hinder a migration',
    async play(player) {
      const nodes = (message: string, event: { duration: string } | { signal: string }): Node[] => [start(), sub('a', [
        start('i'), job('w'), end('ie'),
        { tag: 'subProcess', id: 'e1', attributes: { triggeredByEvent: 'true' }, nodes: [start('s1', { message, key: '="k"' }), end('f1')], flows: 's1 -> f1' },
        { tag: 'subProcess', id: 'e2', attributes: { triggeredByEvent: 'true' }, nodes: [start('s2', event), end('f2')], flows: 's2 -> f2' },
      ], 'i -> w -> ie'), end()];
      await player.deploy(process('handling', nodes('go', { duration: 'PT1H' }), 'start -> a -> end'));
      await player.deploy(process('handling-else', nodes('stop', { signal: 'sig' }), 'start -> a -> end'));
      const instance = await player.create('handling');
      await player.event('JOB', 'CREATED');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'a'], ['w', 'w']]);
      await player.settle();
      await player.broadcast('sig');
      await player.ended(instance);
    },
  },
  {
    name: 'A message that is waited for already is not waited for again after a migration',
    async play(player) {
      await player.deploy(process('again', guarded('a', 'go'), 'start -> a -> end; ma -> x'));
      await player.deploy(process('again-else', guarded('b', 'go'), 'start -> b -> end; mb -> x'));
      const instance = await player.create('again');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      const target = await player.key('PROCESS', 'CREATED', { count: 2 });
      await player.migrate(instance, target, [['a', 'b']]);
      await player.migrate(instance, target, [['a', 'b'], ['ma', 'mb']]);
      await player.migrate(instance, target, [['a', 'b'], ['end', 'mb']]);
      await player.migrate(instance, await player.key('PROCESS', 'CREATED'), [['a', 'a'], ['a', 'b']]);
      await player.migrate(instance, await player.key('PROCESS', 'CREATED'), []);
    },
  },
];
