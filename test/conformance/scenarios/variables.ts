import { end, io, job, process, start, sub } from '../diagram.ts';
import { UNKNOWN_KEY } from '../normalise.ts';
import type { Scenario } from '../scenario.ts';

const oneTask = (id: string, more: Parameters<typeof job>[1] = {}) => process(id, [start(), job('work', more), end()], 'start -> work -> end');

export const variables: Scenario[] = [
  {
    name: 'Every kind of JSON value is kept as it came',
    async play(player) {
      await player.deploy(oneTask('kinds'));
      const instance = await player.create('kinds', {
        text: 'Grüße "你好"', whole: 42, broken: 0.1, negative: -1.5e-7, yes: true, nothing: null, list: [1, [2], {}], object: { a: { b: [] } }, empty: '',
      });
      await player.complete(await player.job('work'), { result: { nested: [null, false] } });
      await player.ended(instance);
    },
  },
  {
    name: 'Variables set on an instance are updated or made there',
    async play(player) {
      await player.deploy(oneTask('set'));
      const instance = await player.create('set', { a: 1, same: 'x' });
      await player.event('JOB', 'CREATED');
      await player.setVariables(instance, { a: 2, b: 3, same: 'x' });
      await player.setVariables(instance, {});
    },
  },
  {
    name: 'Variables set on an element go to the scope that has them unless local',
    async play(player) {
      await player.deploy(process('scoped', [
        start(), sub('inner', [start('i'), job('work'), end('ie')], 'i -> work -> ie', { extensions: io({ in: [['=a', 'own']] }) }), end(),
      ], 'start -> inner -> end'));
      await player.create('scoped', { a: 1 });
      const work = await player.element('work');
      const inner = await player.element('inner');
      await player.setVariables(work, { a: 10, own: 20, fresh: 30 });
      await player.setVariables(work, { a: 11, own: 21 }, true);
      await player.setVariables(inner, { a: 12 }, true);
      await player.setVariables(work, { a: 13, fresh: 31 });
      await player.complete(await player.job('work'), { a: 14, own: 22 });
    },
  },
  {
    name: 'Variables of an unknown element are refused',
    async play(player) {
      await player.setVariables(UNKNOWN_KEY, { a: 1 });
    },
  },
  {
    name: 'Input mappings build on one another and nest',
    async play(player) {
      await player.deploy(oneTask('inputs', { extensions: io({ in: [['=order.qty', 'qty'], ['=qty * 2', 'double'], ['=order.id', 'target.id'], ['=double', 'target.qty'], ['static', 'text']] }) }));
      await player.create('inputs', { order: { id: 'A', qty: 3 }, qty: 100 });
      await player.job('work');
    },
  },
  {
    name: 'Output mappings merge into nested variables',
    async play(player) {
      await player.deploy(oneTask('outputs', { extensions: io({ out: [['=net', 'weighing.net'], ['=weighing.net + tare', 'weighing.gross'], ['=[net, tare]', 'list']] }) }));
      const instance = await player.create('outputs', { weighing: { scale: 'S1', net: 0 } });
      await player.complete(await player.job('work'), { net: 10, tare: 1 });
      await player.ended(instance);
    },
  },
  {
    name: 'A mapping of a missing variable gives null',
    async play(player) {
      await player.deploy(oneTask('missing', { extensions: io({ in: [['=order.id', 'id']], out: [['=nothing', 'result']] }) }));
      const instance = await player.create('missing');
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A mapping that fails raises an incident on its element',
    async play(player) {
      await player.deploy(oneTask('failing', { extensions: io({ in: [['=assert(lot, lot != null, "no lot")', 'item']], out: [['=assert(weight, weight > 0)', 'net']] }) }));
      const instance = await player.create('failing');
      const first = await player.incident();
      await player.setVariables(instance, { lot: 'L1' });
      await player.resolve(first);
      const work = await player.job('work');
      await player.complete(work, { weight: 0 });
      const second = await player.incident(2);
      await player.setVariables(String((await player.event('INCIDENT', 'CREATED', { count: 2 })).value.elementInstanceKey), { weight: 1 }, true);
      await player.resolve(second);
      await player.ended(instance);
    },
  },
  {
    name: 'A job completed without output mapping writes to the scope that knows the name',
    async play(player) {
      await player.deploy(process('propagated', [
        start(), sub('inner', [start('i'), job('work', { extensions: io({ in: [['=1', 'taskOnly']] }) }), end('ie')], 'i -> work -> ie', { extensions: io({ in: [['=1', 'innerOnly']] }) }), end(),
      ], 'start -> inner -> end'));
      const instance = await player.create('propagated', { outer: 0 });
      await player.complete(await player.job('work'), { taskOnly: 2, innerOnly: 2, outer: 2, fresh: 2 });
      await player.ended(instance);
    },
  },
  {
    name: 'The result of an instance is given to the client that waits for it',
    async play(player) {
      await player.deploy(process('quick', [start('start', undefined, { extensions: io({ out: [['=a + 1', 'b']] }) }), end()], 'start -> end'));
      await player.createWithResult('quick', { a: 1 });
      await player.createWithResult('quick', { a: 1, c: 3 }, { fetch: ['b', 'c', 'd'] });
    },
  },
];
