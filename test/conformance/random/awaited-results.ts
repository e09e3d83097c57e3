import type { Answer, Player } from '../player.ts';
import type { Variables } from './vocabulary.ts';

/** Longer than any game lets pass, so that nobody waits in vain. */
const REQUEST_MS = 3_600_000;

/** Clients that wait for the result of an instance. It may come at any time, so what they were answered is told when the game is over. */
export class AwaitedResults {
  readonly #newPlayer: () => Player;
  readonly #asked: Player[] = [];

  /** Each client has a player of its own. */
  constructor(newPlayer: () => Player) {
    this.#newPlayer = newPlayer;
  }

  ask(processId: string, variables: Variables, fetch?: string[]): void {
    const player = this.#newPlayer();
    // Who is not answered is told nothing before the engine closes.
    player.createWithResult(processId, variables, { ...(fetch === undefined ? {} : { fetch }), waitMs: REQUEST_MS }).catch(() => undefined);
    this.#asked.push(player);
  }

  /** What they were answered, in the order in which they asked. */
  answers(): Answer[] {
    return this.#asked.map(({ answers: [answer] }) => answer ?? { call: 'create main and wait', outcome: 'no answer' });
  }
}
