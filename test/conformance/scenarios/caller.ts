import { boundary, call, catchEvent, end, job, process, start } from '../diagram.ts';
import type { Diagram, Event } from '../diagram.ts';
import type { Player } from '../player.ts';
import type { Scenario } from '../scenario.ts';

/** `caller`, whose call activity of `called` waits for the event. */
export const caller = (event: Event, interrupting: boolean): Diagram =>
  process('caller', [start(), call('n', 'called'), boundary('stop', 'n', event, { interrupting }), end(), end('stopped')], 'start -> n -> end; stop -> stopped');

/** A caller, interrupted or not, and the instance that it called wait for the same event; `opened` is what tells that they do. */
export const callerAndCalledWait = (name: string, event: Event, opened: string, happen: (player: Player) => Promise<unknown>): Scenario => ({
  name,
  async play(player) {
    await player.deploy(process('called', [start(), catchEvent('wait', event), job('work'), end()], 'start -> wait -> work -> end'));
    for (const interrupting of [true, false]) {
      await player.deploy(caller(event, interrupting));
      const instance = await player.create('caller');
      await player.event(opened, 'CREATED', { count: interrupting ? 2 : 4 });
      await happen(player);
      if (!interrupting) await player.complete(await player.job('work'));
      await player.ended(instance);
    }
  },
});
