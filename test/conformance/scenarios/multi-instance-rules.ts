import { boundary, call, each, end, eventSub, io, job, jobUserTask, plain, process, receive, script, start, sub, userTask } from '../diagram.ts';
import type { Diagram, Node } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

const one = (node: Node, more: readonly Node[] = [], flows = ''): Diagram => process('each', [start(), node, ...more, end()], `start -> ${node.id} -> end${flows}`);
const collect = (collection = '=items', more: object = {}): string => each(collection, { element: 'item', output: 'results', result: '=item', ...more });

const kinds: [string, (body: string) => Node][] = [
  ['service task', (body) => job('n', { body })], ['send task', (body) => job('n', { tag: 'sendTask', body })], ['business rule task', (body) => job('n', { tag: 'businessRuleTask', body })],
  ['script task', (body) => ({ ...script('n', '=item * 2', 'made'), body })], ['script job', (body) => job('n', { tag: 'scriptTask', body })], ['user task', (body) => userTask('n', { body })],
  ['job-based user task', (body) => jobUserTask('n', { body })], ['receive task', (body) => receive('n', { message: 'go', key: '=string(item)' }, { body })],
  ['manual task', (body) => plain('manualTask', 'n', { body })], ['undefined task', (body) => plain('task', 'n', { body })], ['call activity', (body) => call('n', 'each-called', { body })],
  ['sub-process', (body) => sub('n', [start('i'), job('w'), end('ie')], 'i -> w -> ie', { body })],
];

export const multiInstanceRules: Scenario[] = [
  ...kinds.flatMap(([kind, node]) => [false, true].map((sequential): Scenario => ({
    name: `A ${kind} runs for each item, ${sequential ? 'one after the other' : 'all at once'}`,
    async play(player) {
      await player.deploy(process('each-called', [start('cs'), job('w'), end('ce')], 'cs -> w -> ce'));
      await player.deploy(one(node(collect('=items', { sequential }))));
      const instance = await player.create('each', { items: [1, 2] });
      await player.settle();
      for (const n of [1, 2]) {
        if (kind === 'user task') await player.userTask('POST', `${await player.key('USER_TASK', 'CREATED', { count: n })}/completion`, { variables: { item: n * 10 } });
        else if (kind === 'job-based user task') await player.complete(await player.job('io.camunda.zeebe:userTask'), { item: n * 10 });
        else if (kind === 'receive task') {
          await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', { count: n });
          await player.publish('go', String(n), { item: n * 10 });
        } else if (!['script task', 'manual task', 'undefined task'].includes(kind)) await player.complete(await player.job('work'), { item: n * 10 });
      }
      await player.ended(instance);
    },
  }))),
  ...[false, true].flatMap((sequential): Scenario[] => {
    const how = sequential ? 'sequential' : 'parallel';
    const works = (more: object = {}): Diagram => one(job('n', { body: collect('=items', { sequential, ...more }) }));
    return [
      {
        name: `A ${how} multi-instance of an empty collection completes at once`,
        async play(player) {
          await player.deploy(works());
          await player.ended(await player.create('each', { items: [] }));
        },
      },
      {
        name: `Items of a ${how} multi-instance may be null, lists and contexts`,
        async play(player) {
          await player.deploy(one(plain('task', 'n', { body: collect('=items', { sequential }) })));
          await player.ended(await player.create('each', { items: [null, [], [1, null], {}, { a: null }, '', 0, false] }));
        },
      },
      {
        name: `The collection of a ${how} multi-instance must be a list`,
        async play(player) {
          await player.deploy(works());
          for (const items of [null, 'text', 5, {}]) await player.create('each', { items });
          const missing = await player.create('each');
          await player.setVariables(missing, { items: [] });
          await player.resolve(await player.incident(5));
          await player.ended(missing);
        },
      },
      {
        name: `The collection of a ${how} multi-instance shrinks while it runs`,
        async play(player) {
          await player.deploy(works());
          const instance = await player.create('each', { items: [1, 2, 3] });
          await player.event('JOB', 'CREATED');
          await player.setVariables(instance, { items: [1] });
          await player.complete(await player.job('work'));
          await player.settle();
          if (!sequential) for (let i = 0; i < 2; i += 1) await player.complete(await player.job('work'));
          await player.settle();
        },
      },
      {
        name: `The collection of a ${how} multi-instance grows while it runs`,
        async play(player) {
          await player.deploy(works());
          const instance = await player.create('each', { items: [1, 2] });
          await player.event('JOB', 'CREATED');
          await player.setVariables(instance, { items: [7, 8, 9] });
          for (let i = 0; i < 2; i += 1) await player.complete(await player.job('work'));
          await player.settle();
          if (sequential) await player.complete(await player.job('work'));
          await player.settle();
        },
      },
      {
        name: `The collection of a ${how} multi-instance is no list any more while it runs`,
        async play(player) {
          await player.deploy(works());
          const instance = await player.create('each', { items: [1, 2] });
          await player.event('JOB', 'CREATED');
          await player.setVariables(instance, { items: 'gone' });
          await player.complete(await player.job('work'));
          const incident = await player.incident();
          await player.setVariables(instance, { items: [1, 2] });
          await player.resolve(incident);
          await player.complete(await player.job('work'));
          await player.ended(instance);
        },
      },
      {
        name: `The completion condition of a ${how} multi-instance counts its instances`,
        async play(player) {
          await player.deploy(works({ until: '=numberOfCompletedInstances >= 2 and numberOfActiveInstances < 5 and numberOfInstances > 0 and numberOfTerminatedInstances = 0' }));
          const instance = await player.create('each', { items: [1, 2, 3, 4] });
          for (let i = 0; i < 2; i += 1) await player.complete(await player.job('work'));
          await player.ended(instance);
        },
      },
      {
        name: `The completion condition of a ${how} multi-instance sees what the instance made and must be a truth value`,
        async play(player) {
          await player.deploy(works({ until: '=stop' }));
          const instance = await player.create('each', { items: [1, 2, 3] });
          await player.complete(await player.job('work'), { item: 5 });
          const incident = await player.incident();
          await player.setVariables(instance, { stop: false });
          await player.resolve(incident);
          await player.setVariables(instance, { stop: true });
          await player.complete(await player.job('work'));
          await player.ended(instance);
        },
      },
      {
        name: `The output element of a ${how} multi-instance may be any expression, and fail`,
        async play(player) {
          await player.deploy(works({ result: '=assert(made, made != null) + loopCounter' }));
          const instance = await player.create('each', { items: [1, 2] });
          await player.complete(await player.job('work'), { made: 1 });
          await player.complete(await player.job('work'));
          await player.settle();
          await player.cancel(instance);
        },
      },
      {
        name: `Boundary events of a ${how} multi-instance are those of its body`,
        async play(player) {
          await player.deploy(one(job('n', { body: collect('=items', { sequential }) }), [boundary('late', 'n', { duration: 'PT1M' }), boundary('told', 'n', { message: 'm', key: '="k"' }, { interrupting: false }), boundary('failed', 'n', { error: 'E' }), end('x'), end('y'), end('z')], '; late -> x; told -> y; failed -> z'));
          const instance = await player.create('each', { items: [1, 2] });
          await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
          await player.publish('m', 'k', { heard: 1 });
          await player.settle();
          await player.throwError(await player.job('work'), 'E', '', { why: 1 });
          await player.ended(instance);
          const late = await player.create('each', { items: [1, 2] });
          await player.event('TIMER', 'CREATED', { count: 2 });
          await player.complete(await player.job('work'), { item: 9 });
          await player.pass(60_000);
          await player.ended(late);
        },
      },
    ];
  }),
  {
    name: 'The names of input and output may be the same, nested, or the counter',
    async play(player) {
      for (const [output, result] of [['results', '=item'], ['results', '=item.a'], ['results', '=made.a.b'], ['results', '=loopCounter'], ['item', '=item'], ['loopCounter', '=loopCounter'], ['results', '=[made]'], ['results', '=made + 1']]) {
        await player.deploy(one(plain('task', 'n', { body: each('=items', { element: 'item', output, result }) })));
        await player.ended(await player.create('each', { items: [{ a: 1 }, { a: 2 }], made: 5 }));
      }
    },
  },
  {
    name: 'Mappings of a multi-instance are those of each instance',
    async play(player) {
      await player.deploy(one(job('n', { extensions: io({ in: [['=item * 2', 'double']], out: [['=double + made', 'result']] }), body: each('=items', { element: 'item', output: 'results', result: '=result' }) })));
      const instance = await player.create('each', { items: [1, 2], result: 'outer' });
      for (const made of [10, 20]) await player.complete(await player.job('work'), { made });
      await player.ended(instance);
    },
  },
  {
    name: 'A multi-instance sub-process has event sub-processes and errors of its own',
    async play(player) {
      await player.deploy(one(sub('n', [start('i'), job('w'), end('ie'), eventSub('h', [start('hs', { error: 'E' }), end('he')], 'hs -> he')], 'i -> w -> ie', { body: collect() })));
      const instance = await player.create('each', { items: [1, 2] });
      await player.throwError(await player.job('work'), 'E', '', { item: 'caught' });
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'Multi-instances nest',
    async play(player) {
      await player.deploy(one(sub('n', [start('i'), job('w', { body: each('=item', { element: 'inner', output: 'sums', result: '=inner + 1' }) }), end('ie')], 'i -> w -> ie', { body: each('=items', { element: 'item', output: 'results', result: '=sums', sequential: true }) })));
      const instance = await player.create('each', { items: [[1, 2], [], [3]] });
      for (let i = 0; i < 3; i += 1) await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'An instance of a multi-instance that was terminated by a modification counts',
    async play(player) {
      await player.deploy(one(job('n', { body: collect('=items', { until: '=numberOfTerminatedInstances = 1' }) })));
      const instance = await player.create('each', { items: [1, 2, 3] });
      await player.event('JOB', 'CREATED', { count: 3 });
      await player.modify(instance, { terminate: [await player.element('n', 'ELEMENT_ACTIVATED', 2)] });
      await player.complete(await player.job('work'));
      await player.ended(instance);
      await player.deploy(one(job('n', { body: collect() })));
      const rest = await player.create('each', { items: [1, 2] });
      await player.event('JOB', 'CREATED', { count: 5 });
      await player.modify(rest, { terminate: [await player.element('n', 'ELEMENT_ACTIVATED', 6)] });
      await player.complete(await player.job('work'));
      await player.ended(rest);
    },
  },
];
