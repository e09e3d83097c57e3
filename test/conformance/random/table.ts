import { eventually } from '../../support/eventually.ts';
import { NO_SUCH_KEY } from '../normalise.ts';
import type { Stage, StreamRecord } from '../stage.ts';
import { Game } from './game.ts';
import type { Round } from './game.ts';
import type { Plan } from './plan.ts';
import { PARTS_OF_TICK, TICK_MS } from './vocabulary.ts';

/** Keys of partition 1 that no engine reaches. */
const LAST_KEY = Number(NO_SUCH_KEY) - 1_000_000_000;
const FIRST_MARKER = Number(NO_SUCH_KEY) - 1_000;
let markers = 0;
/** gRPC. */
const NOT_FOUND = 5;
const WAIT_MS = 30_000;
/** What an engine has not done by then, it does not do. */
const PATIENCE_MS = 3_000;
/** Every third round lets time pass. */
const ROUNDS_PER_TICK = 3;

/** A named plan: the name tells games on one engine apart. */
export interface Entry {
  readonly name: string;
  readonly plan: Plan;
}

/**
 * Plays several plans on one engine, side by side: each gives a command, then all wait until the engine has done what follows, so that
 * the waiting is shared. They also share the clock, which moves by the number of the round alone; so each plays as if it were alone.
 */
export async function playTogether(
  stage: Stage, entries: readonly Entry[], startMs: number, betweenRounds: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly (readonly Round[])[]> {
  const table = new Table(stage, entries, startMs, betweenRounds);
  try {
    await table.play();
    return table.games.map(({ rounds }) => rounds);
  } finally {
    table.leave();
  }
}

class Table {
  readonly games: readonly Game[];
  readonly #stage: Stage;
  readonly #byName: ReadonlyMap<string, Game>;
  readonly #byKey = new Map<string, Game>();
  readonly #betweenRounds: () => Promise<void>;
  readonly leave: () => void;
  #nowMs: number;
  #read: number;
  #lastMarker = '';

  constructor(stage: Stage, entries: readonly Entry[], startMs: number, betweenRounds: () => Promise<void>) {
    this.#stage = stage;
    this.#betweenRounds = betweenRounds;
    this.#nowMs = startMs;
    this.games = entries.map(({ name, plan }) => new Game(plan, stage, name, startMs));
    this.#byName = new Map(entries.map(({ name }, index) => [name, this.games[index]!]));
    this.#read = stage.records.length;
    this.leave = stage.onRecords(() => this.#hand());
  }

  async play(): Promise<void> {
    await this.#stage.setClock(this.#nowMs);
    await this.#takesCommands();
    await this.#round(this.games, (game) => game.deploy());
    const last = Math.max(...this.games.map(({ plan }) => plan.rounds));
    for (let round = 1; round <= last + 1; round++) {
      await this.#betweenRounds();
      const ending = this.games.filter(({ plan }) => round === plan.rounds + 1);
      if (ending.length > 0) await this.#round(ending, (game) => game.cancelAll());
      const playing = this.games.filter(({ plan }) => round <= plan.rounds);
      if (playing.length === 0) return;
      if (round % ROUNDS_PER_TICK === 0) await this.#tick(playing);
      else await this.#round(playing, (game) => game.move());
    }
  }

  /** Zeebe's gateway loses its connection to the broker when the clock leaps. */
  async #takesCommands(): Promise<void> {
    await eventually('the engine to take commands', async () => (await this.#mark(1)).refused);
  }

  async #round(games: readonly Game[], act: (game: Game) => Promise<unknown>): Promise<void> {
    await Promise.all(games.map(act));
    await this.#settle();
    for (const game of games) game.note();
  }

  async #tick(games: readonly Game[]): Promise<void> {
    for (const game of games) game.wait('a minute passes');
    for (let part = 1; part <= PARTS_OF_TICK; part++) {
      this.#nowMs += TICK_MS / PARTS_OF_TICK;
      await this.#stage.setClock(this.#nowMs);
      const patience = Date.now() + PATIENCE_MS;
      while (games.some((game) => game.isDue(this.#nowMs))) {
        if (Date.now() > patience) for (const game of games) game.giveUp(this.#nowMs);
        await this.#settle();
      }
      await this.#settle();
    }
    for (const game of games) game.note();
  }

  /** Waits until the engine has done all that it has to do by itself at this time: commands are taken in turn. */
  async #settle(): Promise<void> {
    await this.#mark(1);
    const { key } = await this.#mark(this.#stage.recordsAtOnce);
    await this.#until('the end marker', () => this.#lastMarker === key);
  }

  /** Commands that are refused, each time with another key; as many as come in together bring all that was written before. */
  async #mark(count: number): Promise<{ key: string; refused: boolean }> {
    const key = String(FIRST_MARKER - ++markers);
    const mark = () => this.#stage.client.cancelProcessInstance(key).then(() => false, (error: { code?: number }) => error.code === NOT_FOUND);
    const refusals = await Promise.all(Array.from({ length: count }, mark));
    return { key, refused: refusals.every(Boolean) };
  }

  #until(what: string, holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const attempt = () => {
        if (!holds()) return;
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`waited ${WAIT_MS} ms in vain for ${what}`));
      }, WAIT_MS);
      const stop = this.#stage.onRecords(attempt);
      attempt();
    });
  }

  /** Hands each record to the game that it is of. */
  #hand(): void {
    const { records } = this.#stage;
    for (; this.#read < records.length; this.#read++) {
      const record = records[this.#read]!;
      if (record.recordType === 'COMMAND') continue;
      if (Number(record.key) > LAST_KEY) {
        this.#lastMarker = String(record.key);
        continue;
      }
      const game = this.#gameOf(record);
      if (game === undefined) continue;
      if (Number(record.key) > 0) this.#byKey.set(String(record.key), game);
      game.take(record);
    }
  }

  #gameOf({ key, value }: StreamRecord): Game | undefined {
    for (const field of [key, value.processInstanceKey, value.elementInstanceKey, value.scopeKey, value.processDefinitionKey]) {
      const known = field === undefined ? undefined : this.#byKey.get(String(field));
      if (known !== undefined) return known;
    }
    const name = /_(r\d+(?:x\d+)?)_/.exec(JSON.stringify(value));
    return name === null ? undefined : this.#byName.get(name[1]!);
  }
}
