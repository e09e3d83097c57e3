import { boundary, call, each, end, eventSub, io, job, parallel, process, script, start, sub } from '../diagram.ts';
import type { Diagram, Node } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

const calling = (node: Node, more: readonly Node[] = [], flows = ''): Diagram => process('caller', [start(), node, ...more, end()], `start -> n -> end${flows}`);
const called = (work: Node = job('w')): Diagram => process('called', [start('cs'), work, end('ce')], `cs -> ${work.id} -> ce`);
const mapped = io({ in: [['=a', 'b']], out: [['=made', 'result']] });
const several = { medium: 1, z: 2, a: 3, long_one: 4, bb: 5, aa: 6 };

export const calledProcesses: Scenario[] = [
  ...[undefined, false, true].flatMap((propagateParent) => [false, true].flatMap((propagateAll) => ['', mapped].map((extensions): Scenario => ({
    name: `Variables of a called process: ${propagateParent === undefined ? 'default' : propagateParent ? 'all' : 'not all'} in, ${propagateAll ? 'all' : 'not all'} out, `
      + `${extensions === '' ? 'without' : 'with'} mappings`,
    async play(player) {
      await player.deploy(called(), calling(call('n', 'called', { propagateAll, ...(propagateParent === undefined ? {} : { propagateParent }), extensions })));
      const instance = await player.create('caller', several);
      await player.setVariables(await player.element('n'), { own: true }, true);
      await player.complete(await player.job('work'), { made: 'yes', z: 20, other: null });
      await player.ended(instance);
    },
  })))),
  {
    name: 'Many variables of a called process keep their order',
    async play(player) {
      await player.deploy(called(script('w', '=[medium, z]', 'a_list')), calling(call('n', 'called')));
      await player.ended(await player.create('caller', several));
    },
  },
  {
    name: 'Many variables of a boundary event keep their order',
    async play(player) {
      await player.deploy(calling(job('n'), [boundary('b', 'n', { message: 'go', key: '="k"' }), end('x')], '; b -> x'));
      const instance = await player.create('caller', { a: 0, z: 0 });
      await player.event('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED');
      await player.publish('go', 'k', { zz: 1, medium: 2, a: 3, c: 4, z: 5 });
      await player.ended(instance);
    },
  },
  {
    name: 'A called process with an expression that is no text, or empty',
    async play(player) {
      await player.deploy(calling(call('n', '=which')));
      for (const which of [null, 5, '', 'nowhere']) await player.create('caller', { which });
      await player.incident(4);
    },
  },
  {
    name: 'A process without a none start event cannot be called',
    async play(player) {
      await player.deploy(process('called', [start('cs', { message: 'go' }), end('ce')], 'cs -> ce'), calling(call('n', 'called')));
      const instance = await player.create('caller');
      const incident = await player.incident();
      await player.deploy(called());
      await player.resolve(incident);
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'Input mappings and boundary events of a call activity that fail',
    async play(player) {
      await player.deploy(called(), calling(call('n', 'called', { extensions: io({ in: [['=assert(a, a != null)', 'b']], out: [['=assert(c, c != null)', 'd']] }) }), [
        boundary('b', 'n', { message: 'go', key: '=key' }), end('x'),
      ], '; b -> x'));
      const instance = await player.create('caller');
      const first = await player.incident();
      await player.setVariables(instance, { a: 1 });
      await player.resolve(first);
      const second = await player.incident(2);
      await player.setVariables(instance, { key: 'k' });
      await player.resolve(second);
      await player.complete(await player.job('work'));
      const third = await player.incident(3);
      await player.setVariables(await player.element('n'), { c: 1 }, true);
      await player.resolve(third);
      await player.ended(instance);
    },
  },
  {
    name: 'An incident in a called process, and its caller cancelled',
    async play(player) {
      await player.deploy(called(job('w', { type: '=kind' })), calling(sub('n', [start('i'), call('c', 'called'), end('ie')], 'i -> c -> ie')));
      const instance = await player.create('caller');
      await player.incident();
      await player.cancel(instance);
    },
  },
  {
    name: 'An event sub-process ends a call',
    async play(player) {
      await player.deploy(called(), calling(call('n', 'called'), [eventSub('e', [start('s', { message: 'go', key: '="k"' }), end('f')], 's -> f')]));
      const instance = await player.create('caller');
      await player.event('JOB', 'CREATED');
      await player.publish('go', 'k');
      await player.ended(instance);
    },
  },
  {
    name: 'An escalation and an error of a called process that nobody catches',
    async play(player) {
      await player.deploy(
        process('called', [start('cs'), parallel('f'), { ...end('up', { escalation: 'U' }) }, end('bad', { error: 'E' })], 'cs -> f -> up; f -> bad'),
        calling(call('n', 'called'), [boundary('b', 'n', { error: 'F' }), boundary('u', 'n', { escalation: 'U' }, { interrupting: false }), end('x'), end('y')], '; b -> x; u -> y'),
      );
      const instance = await player.create('caller');
      await player.incident();
      await player.cancel(instance);
    },
  },
  {
    name: 'A called process is terminated by a modification, and its caller goes on without it',
    async play(player) {
      await player.deploy(called(), calling(call('n', 'called')));
      const instance = await player.create('caller');
      await player.event('JOB', 'CREATED');
      await player.modify(instance, { activate: [{ element: 'end' }], terminate: [await player.element('n')] });
      await player.ended(instance);
    },
  },
  {
    name: 'A called process is modified to have nothing left',
    async play(player) {
      await player.deploy(called(), calling(call('n', 'called')));
      const instance = await player.create('caller');
      const { value } = await player.event('JOB', 'CREATED');
      await player.modify(String(value.processInstanceKey), { terminate: [await player.element('w')] });
      await player.settle();
      await player.cancel(instance);
    },
  },
  {
    name: 'Calls for each item with results of their own',
    async play(player) {
      await player.deploy(called(script('w', '=item * factor', 'made')));
      await player.deploy(calling(call('n', 'called', {
        propagateAll: false, body: each('=items', { element: 'item', output: 'results', result: '=result' }), extensions: io({ in: [['=loopCounter', 'factor']], out: [['=made', 'result']] }),
      })));
      await player.ended(await player.create('caller', { items: [5, 6, 7] }));
    },
  },
  {
    name: 'Calls nest, and the deepest fails',
    async play(player) {
      await player.deploy(
        process('deepest', [start('ds'), job('dw', { retries: '=1' }), end('de')], 'ds -> dw -> de'),
        process('called', [start('cs'), call('c', 'deepest'), end('ce')], 'cs -> c -> ce'),
        calling(call('n', 'called'), [boundary('b', 'n', { anyError: true }), end('x')], '; b -> x'),
      );
      const instance = await player.create('caller', { a: 1 });
      await player.throwError(await player.job('work'), 'BROKEN', 'it broke', { why: 'so' });
      await player.ended(instance);
    },
  },
];
