import { end, job, process, start } from '../diagram.ts';
import { UNKNOWN_KEY } from '../normalise.ts';
import type { Scenario } from '../scenario.ts';

export const resourceDeletions: Scenario[] = [
  {
    name: 'A deleted process cannot be started any more',
    async play(player) {
      await player.deploy(process('short-lived', [start(), end()], 'start -> end'));
      const key = await player.key('PROCESS', 'CREATED');
      await player.ended(await player.create('short-lived'));
      await player.deleteResource(key);
      await player.create('short-lived');
      await player.create('short-lived', {}, { version: 1 });
      await player.deleteResource(key);
    },
  },
  {
    name: 'When the latest version is deleted the one before is the latest, and a new one gets a new number',
    async play(player) {
      for (const type of ['a', 'b', 'c']) await player.deploy(process('versions', [start(), job('work', { type }), end()], 'start -> work -> end'));
      await player.deleteResource(await player.key('PROCESS', 'CREATED', { count: 3 }));
      await player.create('versions');
      await player.complete(await player.job('b'));
      await player.deploy(process('versions', [start(), job('work', { type: 'b' }), end()], 'start -> work -> end'));
      await player.deploy(process('versions', [start(), job('work', { type: 'c' }), end()], 'start -> work -> end'));
      await player.deleteResource(await player.key('PROCESS', 'CREATED', { count: 1 }));
      await player.create('versions', {}, { version: 1 });
      await player.create('versions', {}, { version: 2 });
      await player.complete(await player.job('b'));
    },
  },
  {
    name: 'A process with running instances is deleted when the last of them ended',
    async play(player) {
      await player.deploy(process('busy', [start(), job('work'), end()], 'start -> work -> end'));
      const key = await player.key('PROCESS', 'CREATED');
      const instance = await player.create('busy');
      const other = await player.create('busy');
      const taken = await player.job('work');
      await player.deleteResource(key);
      await player.create('busy');
      await player.deleteResource(key);
      await player.complete(taken);
      await player.ended(instance);
      await player.cancel(other);
      await player.ended(other);
      await player.deleteResource(key);
    },
  },
  {
    name: 'The start events of a deleted version are closed and those of the one before opened again',
    async play(player) {
      await player.deploy(process('events', [start('m', { message: 'go' }), start('s', { signal: 'go' }), start('t', { cycle: 'R/PT1H' }), job('work', { type: 'a' }), end()], 'm -> work -> end; s -> work; t -> work'));
      await player.deploy(process('events', [start('m', { message: 'go' }), start('s', { signal: 'go' }), start('t', { cycle: 'R/PT2H' }), job('work', { type: 'b' }), end()], 'm -> work -> end; s -> work; t -> work'));
      await player.deleteResource(await player.key('PROCESS', 'CREATED', { count: 2 }));
      await player.publish('go', 'k');
      await player.complete(await player.job('a'));
      await player.broadcast('go');
      await player.complete(await player.job('a'));
      await player.deleteResource(await player.key('PROCESS', 'CREATED', { count: 1 }));
      await player.publish('go', 'k2');
      await player.broadcast('go');
    },
  },
  {
    name: 'A resource that is not there cannot be deleted',
    async play(player) {
      await player.deleteResource(UNKNOWN_KEY);
    },
  },
];
