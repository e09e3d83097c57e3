import { boundary, each, end, eventSub, io, job, process, start, sub } from '../diagram.ts';
import { SCOPE } from '../diagram.ts';
import type { Node } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

type Listener = readonly [eventType: string, type: string, retries?: string];

const listeners = (...each: readonly Listener[]): string => `<zeebe:executionListeners>${each.map(([eventType, type, retries]) =>
  `<zeebe:executionListener eventType="${eventType}" type="${type.startsWith('=') || type === '' ? type : type + SCOPE}"${retries === undefined ? '' : ` retries="${retries}"`}/>`).join('')}</zeebe:executionListeners>`;
const listened = (id: string, each: readonly Listener[], more: Parameters<typeof job>[1] = {}): Node => job(id, { ...more, extensions: listeners(...each) + (more.extensions ?? '') });
const one = (id: string, node: Node) => process(id, [start(), node, end()], `start -> ${node.id} -> end`);

export const executionListeners: Scenario[] = [
  {
    name: 'Listeners run before and after the work of a service task, one after the other',
    async play(player) {
      await player.deploy(one('listened', listened('a', [['start', 'first'], ['end', 'third'], ['start', 'second', '5'], ['end', 'fourth']], {
        headers: { one: '1' }, extensions: io({ in: [['=lot', 'local']], out: [['=local', 'mapped']] }),
      })));
      const instance = await player.create('listened', { lot: 1 });
      await player.complete(await player.job('first'), { local: 2, made: 'first' });
      await player.complete(await player.job('second'), { made: 'second' });
      await player.complete(await player.job('work'), { local: 3 });
      await player.complete(await player.job('third'), { made: 'third', local: 4 });
      await player.complete(await player.job('fourth'));
      await player.ended(instance);
    },
  },
  {
    name: 'A listener fails, has an incident and goes on after it',
    async play(player) {
      await player.deploy(one('listener-fails', listened('a', [['start', 'first', '1'], ['end', 'last']])));
      const instance = await player.create('listener-fails');
      await player.fail(await player.job('first'), { retries: 0, variables: { why: 'x' } });
      const incident = await player.incident();
      await player.resolve(incident);
      await player.updateRetries({ key: await player.key('JOB', 'CREATED') }, 1);
      await player.resolve(incident);
      await player.complete(await player.job('first'));
      await player.complete(await player.job('work'));
      await player.fail(await player.job('last'), { retries: 1 });
      await player.complete(await player.job('last'));
      await player.ended(instance);
    },
  },
  {
    name: 'A listener whose expressions fail has an incident, and the listeners before it run again',
    async play(player) {
      await player.deploy(one('listener-stuck', listened('a', [['start', 'first'], ['start', '=kind'], ['end', 'third'], ['end', '=last']])));
      const instance = await player.create('listener-stuck');
      await player.complete(await player.job('first'));
      await player.setVariables(instance, { kind: `second-kind` });
      await player.resolve(await player.incident());
      await player.complete(await player.job('first'));
      await player.settle();
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'The retries of a listener may be an expression',
    async play(player) {
      await player.deploy(one('listener-retries', listened('a', [['start', 'first', '=n'], ['end', 'last', '=m']])));
      const instance = await player.create('listener-retries', { n: 7 });
      await player.complete(await player.job('first'));
      await player.complete(await player.job('work'));
      await player.setVariables(instance, { m: 2 });
      await player.resolve(await player.incident());
      await player.complete(await player.job('last'));
      await player.ended(instance);
    },
  },
  {
    name: 'A task whose own job cannot begin after its listeners runs them again',
    async play(player) {
      await player.deploy(one('listened-stuck', listened('a', [['start', 'first']], { type: '=kind' })));
      const instance = await player.create('listened-stuck');
      await player.complete(await player.job('first'), { made: 1 });
      await player.setVariables(instance, { kind: 'some' });
      await player.resolve(await player.incident());
      await player.complete(await player.job('first'), { made: 2 });
      await player.settle();
      await player.cancel(instance);
    },
  },
  {
    name: 'An error of a listener that nothing catches raises an incident',
    async play(player) {
      await player.deploy(one('listener-throws', listened('a', [['start', 'first']])));
      const instance = await player.create('listener-throws');
      await player.throwError(await player.job('first'), 'E', 'oops');
      await player.resolve(await player.incident());
      await player.complete(await player.job('first'));
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'An error of a listener is caught by nothing, neither on its task nor around it',
    async play(player) {
      await player.deploy(process('listener-throws-past', [
        start(), listened('a', [['start', 'first'], ['end', 'last']]), boundary('near', 'a', { error: 'NEAR' }), end('x'), end(), eventSub('around', [start('s', { error: 'AROUND' }), end('e')], 's -> e'),
      ], 'start -> a -> end; near -> x'));
      for (const code of ['NEAR', 'AROUND']) {
        const instance = await player.create('listener-throws-past');
        await player.throwError(await player.job('first'), code);
        await player.settle();
        await player.cancel(instance);
        const other = await player.create('listener-throws-past');
        await player.complete(await player.job('first'));
        await player.complete(await player.job('work'));
        await player.throwError(await player.job('last'), code);
        await player.settle();
        await player.cancel(other);
      }
    },
  },
  {
    name: 'Boundary events wait between the listeners, not before or after them',
    async play(player) {
      await player.deploy(process('listened-boundary', [start(), listened('a', [['start', 'first'], ['end', 'last']]), boundary('late', 'a', { duration: 'PT1M' }), end('x'), end()], 'start -> a -> end; late -> x'));
      const instance = await player.create('listened-boundary');
      await player.complete(await player.job('first'));
      await player.complete(await player.job('work'));
      await player.pass(60_000);
      await player.complete(await player.job('last'));
      await player.ended(instance);
      const other = await player.create('listened-boundary');
      await player.complete(await player.job('first'));
      await player.event('TIMER', 'CREATED', { count: 2 });
      await player.pass(60_000);
      await player.ended(other);
    },
  },
  {
    name: 'Listeners of a multi-instance run for each instance',
    async play(player) {
      await player.deploy(one('listened-each', listened('a', [['start', 'first'], ['end', 'last']], { body: each('=[1,2]', { element: 'n', output: 'all', result: '=r', sequential: true }) })));
      const instance = await player.create('listened-each');
      for (const r of [1, 2]) {
        await player.complete(await player.job('first'), { m: r });
        await player.complete(await player.job('work'), { r });
        await player.complete(await player.job('last'), { r: r * 10 });
      }
      await player.ended(instance);
    },
  },
  {
    name: 'Listeners end with their element, in a sub-process too',
    async play(player) {
      await player.deploy(process('listened-cancelled', [start(), sub('inner', [start('i'), listened('a', [['start', 'first'], ['end', 'last']]), end('ie')], 'i -> a -> ie'), boundary('stop', 'inner', { signal: 'stop' }), end('x'), end()], 'start -> inner -> end; stop -> x'));
      const instance = await player.create('listened-cancelled');
      await player.job('first');
      await player.broadcast('stop');
      await player.ended(instance);
      const other = await player.create('listened-cancelled');
      await player.complete(await player.job('first'));
      await player.complete(await player.job('work'), { done: 1 });
      await player.fail(await player.job('last'), { retries: 0 });
      await player.incident();
      await player.cancel(other);
      await player.ended(other);
    },
  },
  {
    name: 'A modification moves a token away from a listener',
    async play(player) {
      await player.deploy(process('listened-modified', [start(), listened('a', [['start', 'first'], ['end', 'last']]), end()], 'start -> a -> end'));
      const instance = await player.create('listened-modified');
      await player.job('first');
      await player.modify(instance, { activate: [{ element: 'a' }], terminate: [await player.element('a', 'ELEMENT_ACTIVATING')] });
      await player.complete(await player.job('first'));
      await player.settle();
      await player.cancel(instance);
    },
  },
  {
    name: 'A task is migrated while its listener waits',
    async play(player) {
      await player.deploy(process('listened-old', [start(), listened('a', [['start', 'first'], ['end', 'last']]), end()], 'start -> a -> end'));
      await player.deploy(process('listened-new', [start(), listened('b', [['start', 'other'], ['start', 'more'], ['end', 'end-more']]), end()], 'start -> b -> end'));
      const instance = await player.create('listened-old');
      await player.event('JOB', 'CREATED');
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'b']]);
      await player.complete(await player.job('first'));
      await player.settle();
      await player.cancel(instance);
    },
  },
  ...([
    ['Two listeners of one event and type are refused', job('a', { extensions: listeners(['start', 'x'], ['start', 'x'], ['end', 'x']) })],
    ['A listener without type is refused', job('a', { extensions: '<zeebe:executionListeners><zeebe:executionListener eventType="start"/></zeebe:executionListeners>' })],
    ['A listener of an empty type is refused', job('a', { extensions: listeners(['start', '']) })],
    ['A listener without event is refused', job('a', { extensions: '<zeebe:executionListeners><zeebe:executionListener type="x"/></zeebe:executionListeners>' })],
    ['A listener with empty retries has the usual ones', job('a', { extensions: listeners(['start', 'x', '']) })],
    ['A listener with a broken expression', job('a', { extensions: listeners(['start', '=1 +']) })],
    ['An empty list of listeners', { tag: 'task', id: 'a', extensions: '<zeebe:executionListeners/>' }],
    ['Listeners of a user task are refused', { tag: 'userTask', id: 'a', extensions: listeners(['start', 'x']) }],
    ['Listeners of a sub-process are refused', { ...sub('a', [start('i'), end('ie')], 'i -> ie'), extensions: listeners(['end', 'x']) }],
    ['Listeners of a gateway are refused', { tag: 'exclusiveGateway', id: 'a', extensions: listeners(['end', 'x']) }],
    ['Listeners of an event are refused', { tag: 'intermediateThrowEvent', id: 'a', extensions: listeners(['end', 'x'], ['end', 'x']) }],
    ['Listeners of a send task are refused', job('a', { tag: 'sendTask', extensions: listeners(['start', 'x']) })],
  ] as const satisfies readonly (readonly [string, Node])[]).map(([name, node]): Scenario => ({
    name, play: async (player) => void (await player.deploy(one('listeners-refused', node))),
  })),
  {
    name: 'Listeners of a process are refused',
    play: async (player) => void (await player.deploy(process('listeners-refused', [start(), end()], 'start -> end', { extensions: listeners(['start', 'x']) }))),
  },
];
