import { boundary, call, each, end, eventSub, exclusive, io, job, jobUserTask, parallel, parallelStart, plain, process, receive, script, start, sub, throwEvent, undo, userTask } from '../diagram.ts';
import type { Diagram, Node } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

const handler = (id: string, more: Parameters<typeof job>[1] = {}): Node => job(id, { type: id, ...more });
const compensate = (id = 'compensate', activity = ''): Node => throwEvent(id, {}, { compensate: activity });
const inSub = (id: string, more: Parameters<typeof sub>[3] = {}): Node =>
  sub(id, [start(`${id}-s`), job(`${id}-a`, { type: 'a' }), ...undo(`${id}-a`, handler(`${id}-undo`, { type: 'undo-inner' })), end(`${id}-e`)], `${id}-s -> ${id}-a -> ${id}-e`, more);
/** One activity with a handler, then a throw event. */
const undone = (processId: string, activity: Node, undoing: Node = handler('undo')): Diagram =>
  process(processId, [start(), activity, ...undo(activity.id, undoing), compensate(), end()], `start -> ${activity.id} -> compensate -> end`);

const handlerKinds: [string, () => Node][] = [
  ['a service task', () => handler('undo')], ['a job-based user task', () => jobUserTask('undo')], ['a user task', () => userTask('undo')],
  ['a receive task', () => receive('undo', { message: 'undo', key: '="k"' })], ['a script task', () => script('undo', '=1', 'undone')],
  ['a manual task', () => plain('manualTask', 'undo')], ['an undefined task', () => plain('task', 'undo')],
  ['a sub-process', () => sub('undo', [start('us'), handler('inner'), end('ue')], 'us -> inner -> ue')],
  ['a call activity', () => call('undo', 'undo-child')], ['a multi-instance', () => handler('undo', { body: each('=[1,2]', { element: 'n' }) })],
];

export const compensation: Scenario[] = [
  {
    name: 'A compensation throw event calls the handlers of what was completed and goes on when they are done',
    async play(player) {
      await player.deploy(process('undo-two', [
        start(), parallel('fork'), job('a'), ...undo('a', handler('undo-1')), job('b'), ...undo('b', handler('undo-2')), job('c', { type: 'c' }), ...undo('c', handler('undo-3')),
        parallel('join'), compensate(), end(),
      ], 'start -> fork -> a -> join; fork -> b -> join -> compensate -> c -> end'));
      const instance = await player.create('undo-two', { lot: 7 });
      await player.complete(await player.job('work'), { first: 1 });
      await player.complete(await player.job('work'), { second: 2 });
      await player.complete(await player.job('undo-2'), { undone: 2 });
      await player.complete(await player.job('undo-1'), { undone: 1 });
      await player.complete(await player.job('c'));
      await player.ended(instance);
    },
  },
  {
    name: 'A compensation without anything to undo goes on at once',
    async play(player) {
      await player.deploy(process('undo-nothing', [
        start(), exclusive('which'), job('a'), ...undo('a', handler('undo')), compensate(), end('undoing', { compensate: '' }),
      ], 'start -> which -> a [done] -> compensate; which -> compensate [default] -> undoing'));
      await player.ended(await player.create('undo-nothing', { done: false }));
    },
  },
  {
    name: 'A compensation end event ends when the handlers are done',
    async play(player) {
      await player.deploy(process('undo-at-end', [start(), job('a'), ...undo('a', handler('undo')), end('undoing', { compensate: '' })], 'start -> a -> undoing'));
      const instance = await player.create('undo-at-end');
      await player.complete(await player.job('work'));
      await player.complete(await player.job('undo'), { undone: true });
      await player.ended(instance);
    },
  },
  {
    name: 'What was done several times is undone as often, and only once',
    async play(player) {
      await player.deploy(process('undo-loop', [
        start(), job('a'), ...undo('a', handler('undo')), exclusive('again'), compensate('first'), compensate('second'), end(),
      ], 'start -> a -> again -> a [n < 2]; again -> first [default] -> second -> end'));
      const instance = await player.create('undo-loop', { n: 0 });
      await player.complete(await player.job('work'), { n: 1 });
      await player.complete(await player.job('work'), { n: 2 });
      await player.complete(await player.job('undo'));
      await player.complete(await player.job('undo'));
      await player.ended(instance);
    },
  },
  {
    name: 'A compensation may name the activity that is undone',
    async play(player) {
      await player.deploy(process('undo-one', [
        start(), job('a'), ...undo('a', handler('undo-1')), job('b'), ...undo('b', handler('undo-2')), compensate('only-a', 'a'), end('rest', { compensate: 'b' }),
      ], 'start -> a -> b -> only-a -> rest'));
      const instance = await player.create('undo-one');
      await player.complete(await player.job('work'));
      await player.complete(await player.job('work'));
      await player.complete(await player.job('undo-1'));
      await player.complete(await player.job('undo-2'));
      await player.ended(instance);
    },
  },
  {
    name: 'A completed sub-process is undone by the handlers inside it',
    async play(player) {
      await player.deploy(process('undo-sub', [start(), inSub('inner'), job('b', { type: 'b' }), compensate('undo-inner', 'inner'), end('all', { compensate: '' })], 'start -> inner -> b -> undo-inner -> all'));
      const instance = await player.create('undo-sub');
      await player.complete(await player.job('a'));
      await player.complete(await player.job('b'));
      await player.complete(await player.job('undo-inner'));
      await player.ended(instance);
    },
  },
  {
    name: 'A sub-process with a handler of its own is undone by it and by those inside',
    async play(player) {
      await player.deploy(process('undo-sub-twice', [
        start(), sub('outer', [start('os'), inSub('inner'), end('oe')], 'os -> inner -> oe'), ...undo('outer', handler('undo-outer')), end('all', { compensate: '' }),
      ], 'start -> outer -> all'));
      const instance = await player.create('undo-sub-twice');
      await player.complete(await player.job('a'));
      await player.complete(await player.job('undo-outer'));
      await player.complete(await player.job('undo-inner'));
      await player.ended(instance);
    },
  },
  {
    name: 'A compensation in a sub-process undoes only what its scope holds',
    async play(player) {
      await player.deploy(process('undo-inside', [
        start(), job('before'), ...undo('before', handler('undo-before')),
        sub('inner', [start('i'), job('a', { type: 'a' }), ...undo('a', handler('undo')), end('ie', { compensate: '' })], 'i -> a -> ie'), end(),
      ], 'start -> before -> inner -> end'));
      const instance = await player.create('undo-inside');
      await player.complete(await player.job('work'));
      await player.complete(await player.job('a'));
      await player.complete(await player.job('undo'));
      await player.ended(instance);
    },
  },
  {
    name: 'A compensation in an event sub-process undoes what is around it too',
    async play(player) {
      await player.deploy(process('undo-in-handler', [
        start(), job('a'), ...undo('a', handler('undo')), job('b', { type: 'b' }), end(),
        eventSub('failed', [start('caught', { error: 'E' }), end('he', { compensate: '' })], 'caught -> he'),
      ], 'start -> a -> b -> end'));
      const instance = await player.create('undo-in-handler');
      await player.complete(await player.job('work'));
      await player.throwError(await player.job('b'), 'E');
      await player.complete(await player.job('undo'));
      await player.ended(instance);
      await player.deploy(process('undo-beside', [
        start(), job('a'), ...undo('a', handler('undo')), job('b', { type: 'b' }), end(),
        eventSub('asked', [parallelStart('caught', { message: 'undo', key: '="k"' }), compensate('named', 'a'), end('he')], 'caught -> named -> he'),
      ], 'start -> a -> b -> end'));
      const second = await player.create('undo-beside');
      await player.complete(await player.job('work'));
      await player.publish('undo', 'k');
      await player.complete(await player.job('undo'));
      await player.complete(await player.job('b'));
      await player.ended(second);
    },
  },
  ...handlerKinds.map(([kind, undoing]): Scenario => ({
    name: `The handler of a compensation may be ${kind}`,
    async play(player) {
      await player.deploy(process('undo-child', [start('cs'), handler('inner'), end('ce')], 'cs -> inner -> ce'));
      await player.deploy(undone('undo-kind', job('a'), undoing()));
      const instance = await player.create('undo-kind');
      await player.complete(await player.job('work'));
      await player.settle();
      if (['a service task', 'a multi-instance'].includes(kind)) await player.complete(await player.job('undo'));
      if (kind === 'a multi-instance') await player.complete(await player.job('undo'));
      if (kind === 'a job-based user task') await player.complete(await player.job('io.camunda.zeebe:userTask'));
      if (kind === 'a user task') await player.userTask('POST', `${await player.key('USER_TASK', 'CREATED')}/completion`);
      if (kind === 'a receive task') await player.publish('undo', 'k');
      if (['a sub-process', 'a call activity'].includes(kind)) await player.complete(await player.job('inner'));
      await player.ended(instance);
    },
  })),
  {
    name: 'An event sub-process in the handler of a compensation is told as one of its kind, and ends nothing but itself',
    async play(player) {
      const undoing = sub('undo', [
        start('us'), handler('inner'), end('ue'),
        eventSub('beside', [parallelStart('noted', { message: 'note', key: '="k"' }), handler('note'), end('be')], 'noted -> note -> be'),
        eventSub('instead', [start('failed', { error: 'E' }), sub('repair', [start('rs'), handler('mend'), end('re')], 'rs -> mend -> re'), end('ie')], 'failed -> repair -> ie'),
      ], 'us -> inner -> ue');
      await player.deploy(undone('undo-events', job('a'), undoing));
      const instance = await player.create('undo-events');
      await player.complete(await player.job('work'));
      const inner = await player.job('inner');
      await player.publish('note', 'k');
      await player.complete(await player.job('note'));
      await player.throwError(inner, 'E');
      await player.complete(await player.job('mend'));
      await player.ended(instance);
    },
  },
  ...([
    ['a receive task', () => receive('done', { message: 'go', key: '="k"' })], ['a script task', () => script('done', '=1', 'x')], ['a user task', () => userTask('done')],
    ['a manual task', () => plain('manualTask', 'done')], ['a call activity', () => call('done', 'done-child')],
    ['a multi-instance', () => job('done', { body: each('=[1,2]') })], ['a sequential multi-instance', () => job('done', { body: each('=[1,2]', { sequential: true }) })],
    ['a multi-instance sub-process', () => ({ ...inSub('done'), body: each('=[1,2]') })],
  ] as const satisfies readonly (readonly [string, () => Node])[]).map(([kind, activity]): Scenario => ({
    name: `The work of ${kind} may be undone`,
    async play(player) {
      await player.deploy(process('done-child', [start('cs'), job('in', { type: 'in' }), ...undo('in', handler('never')), end('ce')], 'cs -> in -> ce'));
      await player.deploy(undone('undo-activity', activity()));
      const instance = await player.create('undo-activity');
      await player.settle();
      if (kind === 'a receive task') await player.publish('go', 'k');
      if (kind === 'a user task') await player.userTask('POST', `${await player.key('USER_TASK', 'CREATED')}/completion`);
      if (kind === 'a call activity') await player.complete(await player.job('in'));
      for (const type of kind.endsWith('multi-instance') ? ['work', 'work'] : kind === 'a multi-instance sub-process' ? ['a', 'a'] : []) await player.complete(await player.job(type));
      await player.complete(await player.job('undo'));
      if (kind === 'a multi-instance sub-process') for (const type of ['undo-inner', 'undo-inner']) await player.complete(await player.job(type));
      await player.ended(instance);
    },
  })),
  {
    name: 'A compensation in a multi-instance sub-process undoes what its own instance did',
    async play(player) {
      await player.deploy(process('undo-each', [
        start(), sub('inner', [start('i'), job('a', { type: 'a' }), ...undo('a', handler('undo')), end('ie', { compensate: '' })], 'i -> a -> ie', { body: each('=[1,2]', { element: 'n' }) }), end(),
      ], 'start -> inner -> end'));
      const instance = await player.create('undo-each');
      await player.complete(await player.job('a'));
      await player.complete(await player.job('undo'));
      await player.complete(await player.job('a'));
      await player.complete(await player.job('undo'));
      await player.ended(instance);
    },
  },
  {
    name: 'A handler maps variables and its job may fail or throw an error',
    async play(player) {
      await player.deploy(process('undo-maps', [
        start(), job('a'), ...undo('a', handler('undo', { extensions: io({ in: [['=lot', 'local']], out: [['=local + 1', 'undone']] }) })), compensate(), end(),
        eventSub('failed', [start('caught', { error: 'E' }), end('he')], 'caught -> he'),
      ], 'start -> a -> compensate -> end'));
      const instance = await player.create('undo-maps', { lot: 7 });
      await player.complete(await player.job('work'));
      const taken = await player.job('undo');
      await player.fail(taken, { retries: 0 });
      await player.updateRetries(taken, 1);
      await player.resolve(await player.incident());
      await player.complete(await player.job('undo'), { local: 9 });
      await player.ended(instance);
      const other = await player.create('undo-maps', { lot: 7 });
      await player.complete(await player.job('work'));
      await player.throwError(await player.job('undo'), 'E');
      await player.ended(other);
    },
  },
  {
    name: 'A handler that cannot begin has an incident',
    async play(player) {
      await player.deploy(undone('undo-stuck', job('a'), handler('undo', { type: '=nobody' })));
      const instance = await player.create('undo-stuck');
      await player.complete(await player.job('work'));
      const incident = await player.incident();
      await player.setVariables(instance, { nobody: 'someone' });
      await player.resolve(incident);
      await player.settle();
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'Cancelling during a compensation terminates the handlers and forgets the rest',
    async play(player) {
      await player.deploy(process('undo-cancelled', [start(), job('a'), ...undo('a', handler('undo')), inSub('inner'), compensate('one', 'a'), end()], 'start -> a -> inner -> one -> end'));
      const instance = await player.create('undo-cancelled');
      await player.complete(await player.job('work'));
      await player.complete(await player.job('a'));
      await player.event('JOB', 'CREATED', { elementId: 'undo' });
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'A sub-process that is terminated has nothing to undo',
    async play(player) {
      await player.deploy(process('undo-terminated', [
        start(), sub('outer', [start('os'), inSub('inner'), job('b', { type: 'b' }), end('oe')], 'os -> inner -> b -> oe'), boundary('failed', 'outer', { error: 'E' }),
        end('all', { compensate: '' }), end(),
      ], 'start -> outer -> end; failed -> all'));
      const instance = await player.create('undo-terminated');
      await player.complete(await player.job('a'));
      await player.throwError(await player.job('b'), 'E');
      await player.ended(instance);
    },
  },
  {
    name: 'A terminate end event during a compensation ends it',
    async play(player) {
      await player.deploy(process('undo-stopped', [
        start(), job('a'), ...undo('a', handler('undo')), parallel('fork'), compensate(), end(), job('b', { type: 'b' }), end('stop', { terminate: true }),
      ], 'start -> a -> fork -> compensate -> end; fork -> b -> stop'));
      const instance = await player.create('undo-stopped');
      await player.complete(await player.job('work'));
      await player.event('JOB', 'CREATED', { elementId: 'undo' });
      await player.complete(await player.job('b'));
      await player.ended(instance);
    },
  },
  {
    name: 'A handler beside a join that waits',
    async play(player) {
      await player.deploy(process('undo-join', [
        start(), job('a'), ...undo('a', handler('undo')), parallel('fork'), parallel('join'), compensate(), end(),
      ], 'start -> a -> fork -> join; fork -> compensate -> join -> end'));
      const instance = await player.create('undo-join');
      await player.complete(await player.job('work'));
      await player.complete(await player.job('undo'));
      await player.ended(instance);
    },
  },
  {
    name: 'A handler uses up a sequence flow that waits at a join',
    async play(player) {
      await player.deploy(process('undo-flows', [
        start(), job('a'), ...undo('a', handler('undo')), parallel('fork'), parallel('join'), compensate(), end('over'), plain('task', 't'), end(),
      ], 'start -> a -> fork -> join -> end; fork -> compensate -> over; t -> join'));
      const instance = await player.create('undo-flows');
      await player.complete(await player.job('work'));
      await player.complete(await player.job('undo'));
      await player.settle();
      await player.cancel(instance);
    },
  },
  {
    name: 'A compensation boundary event without a handler keeps the compensation waiting',
    async play(player) {
      await player.deploy(process('undo-by-nobody', [start(), job('a'), boundary('b', 'a', { compensate: '' }), end('x'), compensate(), end()], 'start -> a -> compensate -> end; b -> x'));
      const instance = await player.create('undo-by-nobody');
      await player.complete(await player.job('work'));
      await player.settle();
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'Of two compensation boundary events on one activity one is used',
    async play(player) {
      await player.deploy(process('undo-by-two', [
        start(), job('a'), ...undo('a', handler('undo-1')), { ...boundary('other', 'a', { compensate: '' }), artifacts: '<bpmn:association id="x" sourceRef="other" targetRef="undo-2"/>' }, handler('undo-2'), compensate(), end(),
      ], 'start -> a -> compensate -> end'));
      const instance = await player.create('undo-by-two');
      await player.complete(await player.job('work'));
      await player.settle();
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'A process with a compensation start event alone cannot be started',
    async play(player) {
      await player.deploy(process('undo-start', [start('start', { compensate: '' }), end()], 'start -> end'));
      await player.create('undo-start');
      await player.create('undo-start', {}, { startBefore: ['end'] });
    },
  },
  {
    name: 'Two compensations at once each undo their own',
    async play(player) {
      await player.deploy(process('undo-both', [
        start(), job('a'), ...undo('a', handler('undo-1')), job('b'), ...undo('b', handler('undo-2')), parallel('fork'), compensate('one', 'a'), end('x'), compensate('two', 'b'), end('y'),
      ], 'start -> a -> b -> fork -> one -> x; fork -> two -> y'));
      const instance = await player.create('undo-both');
      await player.complete(await player.job('work'));
      await player.complete(await player.job('work'));
      await player.complete(await player.job('undo-2'));
      await player.complete(await player.job('undo-1'));
      await player.ended(instance);
    },
  },
  {
    name: 'A modification terminates a handler or activates a compensation',
    async play(player) {
      await player.deploy(undone('undo-modified', job('a')));
      const instance = await player.create('undo-modified');
      await player.complete(await player.job('work'));
      await player.event('JOB', 'CREATED', { elementId: 'undo' });
      await player.modify(instance, { activate: [{ element: 'compensate' }], terminate: [await player.element('undo')] });
      await player.settle();
      await player.modify(instance, { activate: [{ element: 'undo' }] });
      await player.settle();
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'An activity with a compensation handler cannot be migrated',
    async play(player) {
      await player.deploy(process('undo-migrated', [start(), job('a'), ...undo('a', handler('undo')), end()], 'start -> a -> end'));
      await player.deploy(process('undo-target', [start(), job('a'), ...undo('a', handler('undo')), end()], 'start -> a -> end'));
      const instance = await player.create('undo-migrated');
      await player.event('JOB', 'CREATED');
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'a']]);
    },
  },
];

const refused = (name: string, nodes: readonly Node[], flows: string): Scenario => ({
  name,
  play: async (player) => void (await player.deploy(process('undo-refused', nodes, flows))),
});
const loose = (id: string, more: Partial<Node> = {}): Node => ({ ...boundary(id, 'a', { compensate: '' }), ...more });

export const compensationRefusals: Scenario[] = [
  refused('A compensation boundary event without a handler is refused', [start(), job('a'), loose('b'), end()], 'start -> a -> end'),
  refused('A compensation boundary event with a flow is let through', [start(), job('a'), loose('b'), end('x'), end()], 'start -> a -> end; b -> x'),
  refused('A handler with a flow into it is refused', [start(), job('a'), ...undo('a', handler('undo')), end()], 'start -> a -> undo -> end'),
  refused('A handler with a boundary event is refused', [start(), job('a'), ...undo('a', handler('undo')), boundary('late', 'undo', { duration: 'PT1S' }), end('x'), end()], 'start -> a -> end; late -> x'),
  refused('A handler sub-process may have flows', [start(), job('a'), ...undo('a', sub('undo', [start('us'), end('ue')], 'us -> ue')), end()], 'start -> a -> end'),
  refused('A compensation of what is not there is refused', [start(), job('a'), compensate('c', 'nowhere'), end()], 'start -> a -> c -> end'),
  refused('A compensation of an activity without a handler is refused', [start(), job('a'), compensate('c', 'a'), end()], 'start -> a -> c -> end'),
  refused('A compensation of an activity in another scope is refused', [start(), inSub('inner'), compensate('c', 'inner-a'), end()], 'start -> inner -> c -> end'),
  refused('A compensation of an event sub-process is refused',
    [start(), compensate('c', 'h'), end(), eventSub('h', [start('hs', { error: 'E' }), end('he')], 'hs -> he')], 'start -> c -> end'),
  refused('A compensation event sub-process is refused', [start(), end(), eventSub('h', [start('hs', { compensate: '' }), end('he')], 'hs -> he')], 'start -> end'),
  refused('A compensation event sub-process in a sub-process is refused too',
    [start(), sub('inner', [start('i'), end('ie'), eventSub('h', [start('hs', { compensate: '' }), end('he')], 'hs -> he')], 'i -> ie'), end()], 'start -> inner -> end'),
  refused('A compensation throw event that does not wait is refused', [start(), throwEvent('c', { body: '<bpmn:compensateEventDefinition id="d" waitForCompletion="false"/>' }), end()], 'start -> c -> end'),
  refused('A compensation end event that does not wait is refused', [start(), end('e', undefined, { body: '<bpmn:compensateEventDefinition waitForCompletion="false"/>' })], 'start -> e'),
  refused('A compensation may say that it waits', [start(), throwEvent('c', { body: '<bpmn:compensateEventDefinition id="d" waitForCompletion="true"/>' }), end()], 'start -> c -> end'),
  refused('A compensation definition without id', [start(), throwEvent('c', { body: '<bpmn:compensateEventDefinition/>' }), end()], 'start -> c -> end'),
  refused('Two compensation boundary events on one activity', [start(), job('a'), ...undo('a', handler('undo')), loose('other', { artifacts: '<bpmn:association id="x" sourceRef="other" targetRef="undo"/>' }), end()], 'start -> a -> end'),
  refused('A handler that is no activity is refused', [start(), job('a'), loose('b', { artifacts: '<bpmn:association id="x" sourceRef="b" targetRef="end"/>' }), end()], 'start -> a -> end'),
  refused('A handler without the mark', [start(), job('a'), loose('b', { artifacts: '<bpmn:association id="x" sourceRef="b" targetRef="undo"/>' }), handler('undo'), end()], 'start -> a -> end'),
  refused('A compensation boundary event that does not interrupt', [start(), job('a'), { ...loose('b', { artifacts: '<bpmn:association id="x" sourceRef="b" targetRef="undo"/>' }), attributes: { attachedToRef: 'a', cancelActivity: 'false' } }, handler('undo'), end()], 'start -> a -> end'),
];
