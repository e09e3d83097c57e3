import { boundary, call, each, end, eventSub, eventBased, catchEvent, io, job, parallel, process, start, sub, userTask } from '../diagram.ts';
import { UNKNOWN_KEY } from '../normalise.ts';
import type { Scenario } from '../scenario.ts';

export const modifications: Scenario[] = [
  {
    name: 'A modification moves a token: one element is terminated and another activated',
    async play(player) {
      await player.deploy(process('moved', [start(), job('a', { type: 'a' }), job('b', { type: 'b' }), end()], 'start -> a -> b -> end'));
      const instance = await player.create('moved');
      const a = await player.element('a');
      await player.event('JOB', 'CREATED');
      await player.modify(instance, { activate: [{ element: 'b', variables: [['', { global: 1 }], ['b', { local: 2 }]] }], terminate: [a] });
      await player.complete(await player.job('b'));
      await player.ended(instance);
    },
  },
  {
    name: 'A modification that only terminates the last element terminates the instance',
    async play(player) {
      await player.deploy(process('ended-by-hand', [start(), job('a', { type: 'a' }), end()], 'start -> a -> end'));
      const instance = await player.create('ended-by-hand');
      const a = await player.element('a');
      await player.event('JOB', 'CREATED');
      await player.modify(instance, { terminate: [a] });
      await player.ended(instance);
    },
  },
  {
    name: 'A modification terminates one of several elements and the rest goes on',
    async play(player) {
      await player.deploy(process('one-of-two', [start(), parallel('fork'), job('a', { type: 'a' }), job('b', { type: 'b' }), end()], 'start -> fork -> a -> end; fork -> b -> end'));
      const instance = await player.create('one-of-two');
      await player.event('JOB', 'CREATED', { count: 2 });
      await player.modify(instance, { terminate: [await player.element('a')] });
      await player.complete(await player.job('b'));
      await player.ended(instance);
    },
  },
  {
    name: 'An element in a sub-process that is not active gets its scopes activated, with their variables',
    async play(player) {
      await player.deploy(process('deep', [
        start(), job('a', { type: 'a' }),
        sub('outer', [start('o'), sub('inner', [start('i'), job('b', { type: 'b' }), end('ie'), eventSub('handler', [start('hs', { signal: 'halt' }), end('he')], 'hs -> he')], 'i -> b -> ie'), end('oe')], 'o -> inner -> oe', { extensions: io({ in: [['=1', 'mapped']] }) }),
        boundary('late', 'outer', { duration: 'PT1H' }), end('e2'), end(),
      ], 'start -> a -> outer -> end; late -> e2'));
      const instance = await player.create('deep');
      await player.event('JOB', 'CREATED');
      await player.modify(instance, { activate: [{ element: 'b', variables: [['outer', { x: 1 }], ['inner', { y: 2 }], ['b', { z: 3 }], ['deep', { no: 1 }]] }] });
      await player.modify(instance, { activate: [{ element: 'b', variables: [['outer', { x: 1 }], ['inner', { y: 2 }], ['b', { z: 3 }], ['', { w: 4 }]] }] });
      await player.complete(await player.job('b'));
      await player.complete(await player.job('a'));
      await player.complete(await player.job('b'));
      await player.ended(instance);
    },
  },
  {
    name: 'An element is activated in the scope that is active already',
    async play(player) {
      await player.deploy(process('existing-scope', [
        start(), sub('inner', [start('i'), job('a', { type: 'a' }), job('b', { type: 'b' }), end('ie')], 'i -> a -> b -> ie'), end(),
      ], 'start -> inner -> end'));
      const instance = await player.create('existing-scope');
      await player.event('JOB', 'CREATED');
      await player.modify(instance, { activate: [{ element: 'b' }, { element: 'b' }], terminate: [await player.element('a')] });
      await player.complete(await player.job('b'));
      await player.complete(await player.job('b'));
      await player.ended(instance);
    },
  },
  {
    name: 'A scope left empty by a modification is terminated',
    async play(player) {
      await player.deploy(process('emptied', [
        start(), sub('inner', [start('i'), job('a', { type: 'a' }), end('ie')], 'i -> a -> ie'), job('after', { type: 'after' }), end(),
      ], 'start -> inner -> after -> end'));
      const instance = await player.create('emptied');
      await player.event('JOB', 'CREATED');
      await player.modify(instance, { activate: [{ element: 'after' }], terminate: [await player.element('a')] });
      await player.complete(await player.job('after'));
      await player.ended(instance);
    },
  },
  {
    name: 'With several instances of a scope the ancestor must be named',
    async play(player) {
      await player.deploy(process('several', [
        start(), parallel('fork'), sub('inner', [start('i'), job('a', { type: 'a' }), job('b', { type: 'b' }), end('ie')], 'i -> a -> b -> ie'), end(),
      ], 'start -> fork -> inner -> end'));
      const instance = await player.create('several');
      await player.event('JOB', 'CREATED');
      await player.modify(instance, { activate: [{ element: 'inner' }] });
      await player.event('JOB', 'CREATED', { count: 2 });
      await player.modify(instance, { activate: [{ element: 'b' }] });
      await player.modify(instance, { activate: [{ element: 'b', ancestor: await player.element('inner', 'ELEMENT_ACTIVATED', 2) }] });
      await player.modify(instance, { activate: [{ element: 'b', ancestor: instance }] });
      await player.event('JOB', 'CREATED', { count: 4 });
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'Events, gateways and call activities can be activated by a modification',
    async play(player) {
      await player.deploy(process('called', [start('cs'), job('in', { type: 'in' }), end('ce')], 'cs -> in -> ce'));
      await player.deploy(process('many-kinds', [
        start(), job('a', { type: 'a' }), catchEvent('wait', { duration: 'PT1H' }), call('go', 'called'), parallel('join'), eventBased('which'), catchEvent('m', { message: 'm', key: '="k"' }), catchEvent('t', { duration: 'PT2H' }), userTask('people'), end(),
      ], 'start -> a -> wait -> end; go -> join -> end; which -> m -> end; which -> t -> people -> end'));
      const instance = await player.create('many-kinds');
      await player.event('JOB', 'CREATED');
      for (const element of ['wait', 'go', 'which', 'people', 'end', 'join']) await player.modify(instance, { activate: [{ element }] });
      await player.settle();
      await player.modify(instance, { terminate: [await player.element('which'), await player.element('wait'), await player.element('go'), await player.element('people')] });
      await player.settle();
      await player.complete(await player.job('a'));
      await player.settle();
    },
  },
  {
    name: 'Terminating the last element of a called process by a modification is refused',
    async play(player) {
      await player.deploy(process('child', [start('cs'), job('in', { type: 'in' }), end('ce')], 'cs -> in -> ce'));
      await player.deploy(process('parent', [start(), call('go', 'child'), end()], 'start -> go -> end'));
      await player.create('parent');
      await player.event('JOB', 'CREATED');
      const child = String((await player.event('JOB', 'CREATED')).value.processInstanceKey);
      await player.modify(child, { terminate: [await player.element('in')] });
      await player.modify(child, { activate: [{ element: 'in' }], terminate: [await player.element('in')] });
      await player.complete(await player.job('in'));
    },
  },
  {
    name: 'Modifications that cannot be are refused',
    async play(player) {
      await player.deploy(process('refused', [
        start(), job('a', { type: 'a' }), boundary('late', 'a', { duration: 'PT1H' }), end('e2'),
        sub('many', [start('m'), job('b', { type: 'b' }), end('me')], 'm -> b -> me', { body: each('=[1,2]') }),
        sub('one', [start('o'), job('c', { type: 'c' }), end('oe')], 'o -> c -> oe'),
        eventBased('which'), catchEvent('x', { duration: 'PT1H' }), catchEvent('y', { duration: 'PT2H' }),
        eventSub('handler', [start('hs', { signal: 'halt' }), job('h', { type: 'h' }), end('he')], 'hs -> h -> he'), end(),
      ], 'start -> a -> many -> one -> which; which -> x -> end; which -> y -> end; late -> e2'));
      const instance = await player.create('refused');
      const a = await player.element('a');
      await player.event('JOB', 'CREATED');
      await player.modify(UNKNOWN_KEY, { activate: [{ element: 'a' }] });
      await player.modify(a, { activate: [{ element: 'a' }] });
      await player.modify(instance, { activate: [{ element: 'nowhere' }] });
      await player.modify(instance, { activate: [{ element: 'nowhere' }, { element: 'neither' }] });
      for (const element of ['start', 'late', 'start_a', 'handler', 'hs', 'm', 'many', 'b', 'x', 'refused']) await player.modify(instance, { activate: [{ element }] });
      await player.modify(instance, { activate: [{ element: 'start' }, { element: 'late' }, { element: 'b' }] });
      await player.modify(instance, { terminate: [UNKNOWN_KEY] });
      await player.modify(instance, { terminate: [UNKNOWN_KEY, instance] });
      await player.modify(instance, { activate: [{ element: 'c', variables: [['nowhere', { x: 1 }]] }] });
      await player.modify(instance, { activate: [{ element: 'c', variables: [['a', { x: 1 }]] }] });
      await player.modify(instance, { activate: [{ element: 'c', variables: [['start_a', { x: 1 }]] }] });
      await player.modify(instance, { activate: [{ element: 'c', ancestor: UNKNOWN_KEY }] });
      await player.modify(instance, { activate: [{ element: 'c', ancestor: a }] });
      const other = await player.create('refused');
      await player.modify(instance, { activate: [{ element: 'c', ancestor: other }] });
      await player.modify(instance, {});
      await player.cancel(instance);
      await player.ended(instance);
      await player.modify(instance, { activate: [{ element: 'a' }] });
    },
  },
  {
    name: 'A modification terminates a multi-instance body with all in it, or one of its instances',
    async play(player) {
      await player.deploy(process('many', [start(), job('a', { type: 'a', body: each('=[1,2,3]') }), job('after', { type: 'after' }), end()], 'start -> a -> after -> end'));
      const instance = await player.create('many');
      await player.event('JOB', 'CREATED', { count: 3 });
      const [body, first] = [await player.element('a', 'ELEMENT_ACTIVATED', 1), await player.element('a', 'ELEMENT_ACTIVATED', 2)];
      await player.modify(instance, { terminate: [first] });
      await player.settle();
      await player.modify(instance, { activate: [{ element: 'after' }], terminate: [body] });
      await player.complete(await player.job('after'));
      await player.ended(instance);
    },
  },
  {
    name: 'A join that waits goes on waiting when an instruction activates another element',
    async play(player) {
      await player.deploy(process('waiting-join', [start(), parallel('fork'), job('a', { type: 'a' }), job('b', { type: 'b' }), job('c', { type: 'c' }), parallel('join'), end()],
        'start -> fork -> a -> join -> c -> end; fork -> b -> join'));
      const instance = await player.create('waiting-join');
      await player.complete(await player.job('a'));
      await player.settle();
      await player.modify(instance, { activate: [{ element: 'c' }] });
      await player.complete(await player.job('c'));
      await player.complete(await player.job('b'));
      await player.complete(await player.job('c'));
      await player.ended(instance);
    },
  },
  {
    name: 'An instruction is refused whose scope another instruction has made anew',
    async play(player) {
      await player.deploy(process('unclear', [start(), sub('inner', [start('i'), job('a'), job('b'), end('ie')], 'i -> a -> b -> ie'), end()], 'start -> inner -> end'));
      const instance = await player.create('unclear', { n: 1 });
      await player.event('JOB', 'CREATED');
      await player.modify(instance, { activate: [{ element: 'a', ancestor: instance, variables: [['inner', { n: 2 }]] }, { element: 'b' }] });
      await player.modify(instance, { activate: [{ element: 'a', ancestor: instance, variables: [['inner', { n: 2 }]] }, { element: 'b', ancestor: instance }] });
      await player.settle();
      await player.cancel(instance);
    },
  },
];
