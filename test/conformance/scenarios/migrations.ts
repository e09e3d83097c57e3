import { boundary, call, catchEvent, each, end, eventSub, io, job, jobUserTask, parallel, process, receive, start, sub, userTask } from '../diagram.ts';
import type { Node } from '../diagram.ts';
import { UNKNOWN_KEY } from '../normalise.ts';
import type { Scenario } from '../scenario.ts';

export const migrations: Scenario[] = [
  {
    name: 'A migrated instance goes on in the other version',
    async play(player) {
      await player.deploy(process('old', [start(), job('a', { type: 'a' }), end()], 'start -> a -> end'));
      await player.deploy(process('new', [start(), job('x', { type: 'x' }), job('next', { type: 'next' }), end()], 'start -> x -> next -> end'));
      const instance = await player.create('old', { lot: 7 });
      await player.event('JOB', 'CREATED');
      const target = await player.key('PROCESS', 'CREATED', { count: 2 });
      await player.migrate(instance, target, [['a', 'x']]);
      await player.complete(await player.job('a'), { done: true });
      await player.complete(await player.job('next'));
      await player.ended(instance);
    },
  },
  {
    name: 'Scopes, user tasks and incidents are migrated with their variables',
    async play(player) {
      const nodes = (suffix: string): [Node[], string] => [[
        start(), parallel('fork'),
        sub(`inner${suffix}`, [start('i'), job(`a${suffix}`, { type: 'a' }), end('ie')], `i -> a${suffix} -> ie`, { extensions: io({ in: [['=1', 'local']] }) }),
        userTask(`people${suffix}`), jobUserTask(`jobs${suffix}`), job(`stuck${suffix}`, { type: '=nothing' }), end(),
      ], `start -> fork -> inner${suffix} -> end; fork -> people${suffix} -> end; fork -> jobs${suffix} -> end; fork -> stuck${suffix} -> end`];
      await player.deploy(process('from', ...nodes('1')));
      await player.deploy(process('to', ...nodes('2')));
      const instance = await player.create('from', { lot: 7 });
      await player.event('JOB', 'CREATED', { count: 2 });
      const incident = await player.incident();
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 2 }), [['inner1', 'inner2'], ['a1', 'a2'], ['people1', 'people2'], ['jobs1', 'jobs2'], ['stuck1', 'stuck2']]);
      await player.setVariables(instance, { nothing: 'something' });
      await player.resolve(incident);
      await player.complete(await player.job('a'), { b: 1 });
      await player.userTask('POST', `${await player.key('USER_TASK', 'CREATED')}/completion`, { variables: { c: 2 } });
      await player.settle();
    },
  },
  {
    name: 'A failed job keeps its incident when it is migrated',
    async play(player) {
      await player.deploy(process('fails', [start(), job('a', { type: 'a' }), end()], 'start -> a -> end'));
      await player.deploy(process('works', [start(), job('b', { type: 'b' }), end()], 'start -> b -> end'));
      const instance = await player.create('fails');
      const taken = await player.job('a');
      await player.fail(taken, { retries: 0, variables: { why: 'x' } });
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'b']]);
      await player.updateRetries(taken, 1);
      await player.resolve(await player.incident());
      await player.complete(await player.job('a'));
      await player.ended(instance);
    },
  },
  {
    name: 'Migrations that cannot be are refused',
    async play(player) {
      await player.deploy(process('source', [start(), parallel('fork'), job('a', { type: 'a' }), job('b', { type: 'b' }), sub('inner', [start('i'), job('c', { type: 'c' }), end('ie')], 'i -> c -> ie'), end()],
        'start -> fork -> a -> end; fork -> b -> end; fork -> inner -> end'));
      await player.deploy(process('target', [start(), job('a', { type: 'a' }), job('b', { type: 'b' }), userTask('u'), sub('inner', [start('i'), end('ie')], 'i -> ie'), job('c', { type: 'c' }), end()], 'start -> a -> b -> u -> inner -> c -> end'));
      const instance = await player.create('source');
      await player.event('JOB', 'CREATED', { count: 3 });
      const target = await player.key('PROCESS', 'CREATED', { count: 2 });
      const all = [['a', 'a'], ['b', 'b'], ['inner', 'inner'], ['c', 'c']] as const;
      await player.migrate(UNKNOWN_KEY, target, all);
      await player.migrate(instance, UNKNOWN_KEY, all);
      await player.migrate(await player.element('a'), target, all);
      await player.migrate(instance, target, [['a', 'a'], ['a', 'b'], ['b', 'b'], ['b', 'a']]);
      await player.migrate(instance, target, [['nowhere', 'a']]);
      await player.migrate(instance, target, [['a', 'nowhere']]);
      await player.migrate(instance, target, [['a', 'a'], ['b', 'b'], ['inner', 'inner']]);
      await player.migrate(instance, target, [['a', 'u'], ['b', 'b'], ['inner', 'inner'], ['c', 'c']]);
      await player.migrate(instance, target, all);
      await player.migrate(instance, target, []);
      await player.cancel(instance);
      await player.ended(instance);
      await player.migrate(instance, target, all);
    },
  },
  {
    name: 'What 8.5 cannot migrate yet is refused, element by element',
    async play(player) {
      await player.deploy(process('child', [start('cs'), job('in', { type: 'in' }), end('ce')], 'cs -> in -> ce'));
      await player.deploy(process('plain', [start(), job('a', { type: 'a' }), end()], 'start -> a -> end'));
      const target = await player.key('PROCESS', 'CREATED', { count: 2 });
      await player.deploy(process('with-boundary', [start(), job('a', { type: 'a' }), boundary('late', 'a', { duration: 'PT1H' }), boundary('m', 'a', { message: 'm', key: '="k"' }), end('x'), end('y'), end()], 'start -> a -> end; late -> x; m -> y'));
      const withBoundary = await player.key('PROCESS', 'CREATED', { count: 3 });
      await player.deploy(process('with-error', [start(), job('a', { type: 'a' }), boundary('broken', 'a', { error: 'E' }), end('x'), end()], 'start -> a -> end; broken -> x'));
      const withError = await player.key('PROCESS', 'CREATED', { count: 4 });
      await player.deploy(process('with-handler', [start(), job('a', { type: 'a' }), end(), eventSub('handler', [start('hs', { signal: 'halt' }), end('he')], 'hs -> he')], 'start -> a -> end'));
      const withHandler = await player.key('PROCESS', 'CREATED', { count: 5 });
      const kinds: [string, Node][] = [
        ['timer', catchEvent('a', { duration: 'PT1H' })], ['message', catchEvent('a', { message: 'm', key: '="k"' })], ['receive', receive('a', { message: 'm', key: '="k"' })],
        ['call', call('a', 'child')], ['each', job('a', { type: 'a', body: each('=[1]') })],
      ];
      for (const [name, node] of kinds) {
        await player.deploy(process(`kind-${name}`, [start(), node, end()], 'start -> a -> end'));
        const instance = await player.create(`kind-${name}`);
        await player.settle();
        await player.migrate(instance, target, [['a', 'a']]);
        await player.cancel(instance);
      }
      for (const [source, definition] of [['with-boundary', target], ['with-handler', target], ['plain', withBoundary], ['plain', withHandler], ['plain', withError], ['with-error', target]] as const) {
        const instance = await player.create(source);
        await player.settle();
        await player.migrate(instance, definition, [['a', 'a']]);
        await player.cancel(instance);
      }
      await player.deploy(process('native', [start(), userTask('a'), end()], 'start -> a -> end'));
      await player.deploy(process('job-based', [start(), jobUserTask('a'), end()], 'start -> a -> end'));
      const instance = await player.create('native');
      await player.settle();
      await player.migrate(instance, await player.key('PROCESS', 'CREATED', { count: 12 }), [['a', 'a']]);
      const other = await player.create('job-based');
      await player.settle();
      await player.migrate(other, await player.key('PROCESS', 'CREATED', { count: 11 }), [['a', 'a']]);
    },
  },
  {
    name: 'A message boundary event is migrated with its activity',
    async play(player) {
      const nodes = (id: string, message: string): Node[] => [start(), job(id, { type: 'a' }), boundary(`m${id}`, id, { message, key: '="k"' }), end('x'), end()];
      await player.deploy(process('from-boundary', nodes('a', 'go'), 'start -> a -> end; ma -> x'));
      await player.deploy(process('to-boundary', nodes('b', 'go'), 'start -> b -> end; mb -> x'));
      await player.deploy(process('to-plain', [start(), job('c', { type: 'a' }), end()], 'start -> c -> end'));
      const one = await player.create('from-boundary');
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.migrate(one, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'b']]);
      await player.migrate(one, await player.key('PROCESS', 'CREATED', { count: 2 }), [['a', 'b'], ['ma', 'mb']]);
      await player.migrate(one, await player.key('PROCESS', 'CREATED', { count: 3 }), [['a', 'c']]);
      await player.settle();
      await player.cancel(one);
    },
  },
];
