import { end, io, job, process, script, start } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

const oneTask = (id: string, more: Parameters<typeof job>[1] = {}) => process(id, [start(), job('work', more), end()], 'start -> work -> end');
const nested = (depth: number): unknown => (depth === 0 ? 1 : depth % 2 === 0 ? { a: nested(depth - 1) } : [nested(depth - 1)]);

const names: Record<string, readonly string[]> = {
  'that JavaScript knows': ['constructor', 'hasOwnProperty', 'prototype', '__proto__', '__defineGetter__', 'valueOf'],
  'that are numbers or empty': ['10', '2', '-1', '01', '', ' '],
  'with other signs': ['a.b', 'a-b', 'a b', 'ä', '变量', '🙂', 'a"b', 'a\\b', 'a\nb', '\u0000', '=a'],
};
const values: Record<string, unknown> = {
  'numbers at their limits': [0, -0, 1e15, 1.5e-7, 9007199254740991, -9007199254740991, 0.1 + 0.2, 100, 1.5e3, -1],
  'texts with signs of all kinds': ['\u0000', '\u2028', '\ud83d\ude42', '"\\/\b\f\n\r\t', '\u007f', 'é', 'e\u0301', '</script>', '\ufeff'],
  'empty things': [[], {}, '', [[]], [{}], { '': '' }, null], 'a nested value': nested(60), 'a long text': 'x'.repeat(20_000), 'a long list': Array.from({ length: 2_000 }, (_, i) => i),
  'an object with odd names': JSON.parse('{"__proto__":{"a":1},"constructor":1,"b":2,"10":1,"2":1}') as unknown,
};

/** Variables whose names or values are unusual, handed through a job, a mapping and a script. */
export const oddValues: Scenario[] = [
  ...Object.entries(names).flatMap(([which, all]) => all.map((name, index): Scenario => ({
    name: `Variables with names ${which}, no ${index + 1}`,
    async play(player) {
      await player.deploy(oneTask('names'));
      const instance = await player.create('names', Object.fromEntries([[name, 1], ['other', 2]]));
      const taken = await player.job('work');
      await player.setVariables(instance, Object.fromEntries([[name, 'set']]));
      await player.complete(taken, Object.fromEntries([[name, { [name]: true }]]));
      await player.ended(instance);
    },
  }))),
  {
    name: 'Mappings, task headers and extension elements with names that JavaScript knows',
    async play(player) {
      const known = names['that JavaScript knows']!;
      const mapped = known.map((name) => ['=given', name] as const);
      const nested = known.map((name) => ['=given', `local.${name}`] as const);
      await player.deploy(oneTask('known', {
        headers: Object.fromEntries(known.map((name) => [name, 'header'])),
        extensions: io({ in: [...nested, ...mapped], out: mapped }) + known.map((name) => `<zeebe:${name}/>`).join(''),
      }));
      const instance = await player.create('known', { given: 1 });
      await player.complete(await player.job('work'), { given: 2 });
      await player.ended(instance);
    },
  },
  ...Object.entries(values).map(([which, value]): Scenario => ({
    name: `Variables hold ${which}`,
    async play(player) {
      await player.deploy(process('values', [start(), job('work', { extensions: io({ in: [['=given', 'local'], ['={a: given}', 'around']], out: [['=back', 'taken']] }) }), script('s', '=taken', 'last'), end()], 'start -> work -> s -> end'));
      const instance = await player.create('values', { given: value });
      const taken = await player.job('work');
      await player.complete(taken, { back: value });
      await player.ended(instance);
    },
  })),
  ...[0, 10_000, 10_001].map((length): Scenario => ({
    name: `A job that fails or throws with a message of ${length} characters`,
    async play(player) {
      await player.deploy(oneTask('long'));
      const instances = [await player.create('long'), await player.create('long')];
      await player.fail(await player.job('work'), { message: 'm'.repeat(length) });
      await player.throwError(await player.job('work'), 'E', 'm'.repeat(length));
      await player.incident(2);
      for (const instance of instances) await player.cancel(instance);
    },
  })),
];
