import { createHash } from 'node:crypto';
import { Normaliser, UNKNOWN_KEY } from './normalise.ts';
import { Player } from './player.ts';
import type { Stage } from './stage.ts';

/** A rule of the engine, shown by playing it. */
export interface Scenario {
  /** The rule, as a sentence. */
  readonly name: string;
  play(player: Player): Promise<void>;
}

export interface Performance {
  /** What the client was answered, call by call. */
  readonly answers: readonly string[];
  /** Event and rejection records, in order. */
  readonly records: readonly string[];
}

/** A file name for the scenario: its rule in kebab-case. */
export function slug(scenario: Scenario): string {
  return scenario.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
}

/** Plays the scenario from `startMs` on and gives what was seen, in comparable form. */
export async function perform(scenario: Scenario, stage: Stage, startMs: number): Promise<Performance> {
  const scope = `-${createHash('sha256').update(scenario.name).digest('hex').slice(0, 10)}`;
  const foreignKeys = new Set(stage.records.map((record) => String(record.key)));
  for (const key of ['-1', UNKNOWN_KEY]) foreignKeys.delete(key);
  await stage.setClock(startMs);
  const player = new Player(stage, scope, startMs);
  try {
    await scenario.play(player);
    await player.settle();
    const normaliser = new Normaliser({ scope, startMs, foreignKeys });
    const records = normaliser.lines(player.records);
    const answers = player.answers.map(({ call, outcome }) => `${normaliser.text(call)} → ${normaliser.json(outcome)}`);
    return { answers, records };
  } finally {
    await player.clearUp();
  }
}
