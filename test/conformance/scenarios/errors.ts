import { boundary, end, eventSub, job, process, start, sub } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

export const errors: Scenario[] = [
  {
    name: 'An error thrown by a job is caught by the boundary event of its code',
    async play(player) {
      await player.deploy(process('caught', [
        start(), job('work'), boundary('other', 'work', { error: 'OTHER' }), boundary('broken', 'work', { error: 'BROKEN' }), end(), end('repaired'), end('else'),
      ], 'start -> work -> end; broken -> repaired; other -> else'));
      const instance = await player.create('caught');
      await player.throwError(await player.job('work'), 'BROKEN', 'belt torn', { belt: 7 });
      await player.ended(instance);
    },
  },
  {
    name: 'A boundary event without code catches every error that no code names',
    async play(player) {
      await player.deploy(process('catch-all', [
        start(), job('work'), boundary('any', 'work', { anyError: true }), boundary('broken', 'work', { error: 'BROKEN' }), end(), end('named'), end('else'),
      ], 'start -> work -> end; broken -> named; any -> else'));
      for (const code of ['BROKEN', 'UNKNOWN']) {
        const instance = await player.create('catch-all');
        await player.throwError(await player.job('work'), code);
        await player.ended(instance);
      }
    },
  },
  {
    name: 'An error that nobody catches raises an incident',
    async play(player) {
      await player.deploy(process('uncaught', [start(), job('work'), boundary('broken', 'work', { error: 'BROKEN' }), end(), end('repaired')], 'start -> work -> end; broken -> repaired'));
      const instance = await player.create('uncaught');
      const job1 = await player.job('work');
      await player.throwError(job1, 'OTHER', 'unheard of');
      await player.incident();
      await player.complete(job1);
      await player.updateRetries(job1, 1);
      await player.resolve(await player.incident());
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'An error end event is caught on the sub-process around it',
    async play(player) {
      await player.deploy(process('thrown', [
        start(), sub('inner', [start('in'), end('fail', { error: 'BROKEN' })], 'in -> fail'), boundary('broken', 'inner', { error: 'BROKEN' }), end(), end('repaired'),
      ], 'start -> inner -> end; broken -> repaired'));
      await player.ended(await player.create('thrown'));
    },
  },
  {
    name: 'An error end event that nobody catches raises an incident',
    async play(player) {
      await player.deploy(process('not-caught', [start(), end('fail', { error: 'BROKEN' })], 'start -> fail'));
      await player.create('not-caught');
      await player.resolve(await player.incident());
      await player.incident(2);
    },
  },
  {
    name: 'An error is passed outwards until an event catches it',
    async play(player) {
      await player.deploy(process('outwards', [
        start(), sub('outer', [start('o'), sub('inner', [start('i'), job('work'), end('ie')], 'i -> work -> ie'), end('oe')], 'o -> inner -> oe'),
        boundary('broken', 'outer', { error: 'BROKEN' }), end(), end('repaired'),
      ], 'start -> outer -> end; broken -> repaired'));
      const instance = await player.create('outwards');
      await player.throwError(await player.job('work'), 'BROKEN');
      await player.ended(instance);
    },
  },
  {
    name: 'An error event sub-process catches before the boundary event',
    async play(player) {
      await player.deploy(process('inside', [
        start(),
        sub('inner', [start('i'), job('work'), end('ie'), eventSub('handler', [start('caught', { error: 'BROKEN' }), job('repair', { type: 'repair' }), end('he')], 'caught -> repair -> he')], 'i -> work -> ie'),
        boundary('broken', 'inner', { error: 'BROKEN' }), end(), end('repaired'),
      ], 'start -> inner -> end; broken -> repaired'));
      const instance = await player.create('inside');
      await player.throwError(await player.job('work'), 'BROKEN', '', { part: 'belt' });
      await player.complete(await player.job('repair'));
      await player.ended(instance);
    },
  },
  {
    name: 'Of all events on a scope, one of the error\'s code catches before one without, wherever they stand',
    async play(player) {
      await player.deploy(process('specific', [
        start(),
        sub('inner', [start('i'), job('work'), end('ie'), eventSub('handler', [start('caught', { anyError: true }), end('he')], 'caught -> he')], 'i -> work -> ie'),
        boundary('broken', 'inner', { error: 'BROKEN' }), end(), end('repaired'),
      ], 'start -> inner -> end; broken -> repaired'));
      for (const code of ['BROKEN', 'OTHER']) {
        const instance = await player.create('specific');
        await player.throwError(await player.job('work'), code);
        await player.ended(instance);
      }
    },
  },
  {
    name: 'The incident of an uncaught error names the codes of a scope from the last to the first, eight signed little-endian bytes at a time',
    async play(player) {
      const codes = ['e1', 'e2', 'e', 'ü', 'E10', 'aaaaaaab', 'baaaaaaa', 'baaaaaaaa', 'aaaaaaaü', 'zzzzzzzzz1', 'zzzzzzzzz2'];
      await player.deploy(process('codes', [
        start(), job('work'), ...codes.map((error, at) => boundary(`on${at}`, 'work', { error })), end(), ...codes.map((_, at) => end(`end${at}`)),
      ], `start -> work -> end; ${codes.map((_, at) => `on${at} -> end${at}`).join('; ')}`));
      await player.create('codes');
      await player.throwError(await player.job('work'), 'OTHER');
      await player.incident();
    },
  },
  {
    name: 'A terminate end event ends everything in its scope',
    async play(player) {
      await player.deploy(process('terminated', [start(), job('a', { type: 'a' }), job('b', { type: 'b' }), end(), end('stop', { terminate: true })],
        'start -> a -> end; start -> b -> stop'));
      const instance = await player.create('terminated');
      await player.complete(await player.job('b'));
      await player.ended(instance);
    },
  },
  {
    name: 'A terminate end event in a sub-process leaves the process running',
    async play(player) {
      await player.deploy(process('inner-terminated', [
        start(), sub('inner', [start('i'), job('a', { type: 'a' }), job('b', { type: 'b' }), end('ie'), end('stop', { terminate: true })], 'i -> a -> ie; i -> b -> stop'), job('after', { type: 'after' }), end(),
      ], 'start -> inner -> after -> end'));
      const instance = await player.create('inner-terminated');
      await player.complete(await player.job('b'));
      await player.complete(await player.job('after'));
      await player.ended(instance);
    },
  },
];
