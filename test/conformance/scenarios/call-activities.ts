import { boundary, call, end, io, job, process, start } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

const child = (id: string) => process(id, [start('child-start'), job('work'), end('child-end')], 'child-start -> work -> child-end');

export const callActivities: Scenario[] = [
  {
    name: 'A call activity runs the called process and gets its variables',
    async play(player) {
      await player.deploy(child('called'), process('calling', [start(), call('call', 'called'), end()], 'start -> call -> end'));
      const instance = await player.create('calling', { lot: 'L1' });
      await player.complete(await player.job('work'), { weight: 3 });
      await player.ended(instance);
    },
  },
  {
    name: 'A call activity passes on only what its mappings say',
    async play(player) {
      await player.deploy(child('called'), process('calling', [
        start(), call('call', 'called', { propagateAll: false, propagateParent: false, extensions: io({ in: [['=lot', 'item']], out: [['=weight', 'net']] }) }), end(),
      ], 'start -> call -> end'));
      const instance = await player.create('calling', { lot: 'L1', secret: 1 });
      await player.complete(await player.job('work'), { weight: 3, noise: 1 });
      await player.ended(instance);
    },
  },
  {
    name: 'The called process may be chosen by an expression',
    async play(player) {
      await player.deploy(child('weighing'), process('choosing', [start(), call('call', '=kind + "§"'), end()], 'start -> call -> end'));
      const instance = await player.create('choosing', { kind: 'weighing' });
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'A called process that is not deployed raises an incident',
    async play(player) {
      await player.deploy(process('calling', [start(), call('call', 'missing'), end()], 'start -> call -> end'));
      const instance = await player.create('calling');
      const incident = await player.incident();
      await player.deploy(child('missing'));
      await player.resolve(incident);
      await player.complete(await player.job('work'));
      await player.ended(instance);
    },
  },
  {
    name: 'The latest version of the called process is run',
    async play(player) {
      await player.deploy(child('called'), process('calling', [start(), call('call', 'called'), end()], 'start -> call -> end'));
      await player.deploy(process('called', [start('child-start'), job('better', { type: 'better' }), end('child-end')], 'child-start -> better -> child-end'));
      const instance = await player.create('calling');
      await player.complete(await player.job('better'));
      await player.ended(instance);
    },
  },
  {
    name: 'An error of a called process is caught on the call activity',
    async play(player) {
      await player.deploy(child('called'), process('calling', [start(), call('call', 'called'), boundary('broken', 'call', { error: 'BROKEN' }), end(), end('repaired')], 'start -> call -> end; broken -> repaired'));
      const instance = await player.create('calling');
      await player.throwError(await player.job('work'), 'BROKEN');
      await player.ended(instance);
    },
  },
  {
    name: 'A cancelled instance takes its called instances along',
    async play(player) {
      await player.deploy(child('called'), process('calling', [start(), call('call', 'called'), end()], 'start -> call -> end'));
      const instance = await player.create('calling');
      await player.event('JOB', 'CREATED');
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'A called instance cannot be cancelled by itself',
    async play(player) {
      await player.deploy(child('called'), process('calling', [start(), call('call', 'called'), end()], 'start -> call -> end'));
      await player.create('calling');
      await player.cancel(String((await player.event('JOB', 'CREATED')).value.processInstanceKey));
    },
  },
  {
    name: 'A timer boundary event on a call activity ends the called instance',
    async play(player) {
      await player.deploy(child('called'), process('calling', [start(), call('call', 'called'), boundary('late', 'call', { duration: 'PT1M' }), end(), end('escalated')], 'start -> call -> end; late -> escalated'));
      const instance = await player.create('calling');
      await player.event('JOB', 'CREATED');
      await player.pass(60_000);
      await player.ended(instance);
    },
  },
];
