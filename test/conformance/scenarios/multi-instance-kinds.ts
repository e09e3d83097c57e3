import { boundary, call, each, end, job, process, receive, start, sub, userTask } from '../diagram.ts';
import type { Node } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

export const multiInstanceKinds: Scenario[] = [
  ...([
    ['receive task', () => receive('wait', { message: 'm', key: '=item' }, { body: each('=keys', { element: 'item', output: 'got', result: '=value' }) })],
    ['user task', () => userTask('wait', { body: each('=keys', { element: 'item', output: 'got', result: '=value' }) })],
    ['call activity', () => call('wait', 'each-called', { body: each('=keys', { element: 'item', sequential: true, output: 'got', result: '=value' }) })],
    ['manual task', () => ({ tag: 'manualTask', id: 'wait', body: each('=keys', { element: 'item', output: 'got', result: '=item' }) })],
  ] as const satisfies readonly (readonly [string, () => Node])[]).map(([kind, node]): Scenario => ({
    name: `A ${kind} may be a multi-instance`,
    async play(player) {
      await player.deploy(process('each-called', [start('cs'), job('in', { type: 'in' }), end('ce')], 'cs -> in -> ce'));
      await player.deploy(process('each-kind', [start(), node(), end()], 'start -> wait -> end'));
      const instance = await player.create('each-kind', { keys: ['a', 'b'] });
      await player.settle();
      if (kind === 'receive task') for (const key of ['b', 'a']) await player.publish('m', key, { value: key });
      if (kind === 'user task') for (const count of [2, 1]) await player.userTask('POST', `${await player.key('USER_TASK', 'CREATED', { count })}/completion`, { variables: { value: count } });
      if (kind === 'call activity') for (const value of [1, 2]) await player.complete(await player.job('in'), { value });
      await player.ended(instance);
    },
  })),
  {
    name: 'A multi-instance sub-process with a signal boundary event and an error inside',
    async play(player) {
      await player.deploy(process('each-sub', [
        start(), sub('inner', [start('i'), job('a', { type: 'a' }), end('fail', { error: 'E' })], 'i -> a -> fail', { body: each('=[1,2]', { element: 'n' }) }),
        boundary('stop', 'inner', { signal: 'stop' }, { interrupting: false }), boundary('broken', 'inner', { error: 'E' }), end('s'), end('x'), end(),
      ], 'start -> inner -> end; stop -> s; broken -> x'));
      const instance = await player.create('each-sub');
      await player.event('JOB', 'CREATED', { count: 2 });
      await player.broadcast('stop');
      await player.complete(await player.job('a'));
      await player.ended(instance);
    },
  },
];
