import type { Player } from '../../player.ts';
import type { AwaitedResults } from '../awaited-results.ts';
import type { Draw } from '../draw.ts';
import type { Open, OpenElement, OpenJob } from '../open.ts';

/** What a command is drawn from. */
export interface Situation {
  readonly player: Player;
  readonly draw: Draw;
  readonly open: Open;
  readonly results: AwaitedResults;
  /** What ends the names of this game. */
  readonly scope: string;
  /** Ids of the flow nodes of every process, by process id. */
  readonly nodes: ReadonlyMap<string, readonly string[]>;
  /** The files of the game, as they are deployed. */
  readonly resources: readonly { readonly name: string; readonly xml: string }[];
}

/** How it reads in a report, and how it is given. */
export interface Move {
  readonly text: string;
  make(): Promise<unknown>;
}

/** Draws a command of its kind; undefined where there is nothing that it could be about. */
export type Kind = (situation: Situation) => Move | undefined;

export const say = (...words: unknown[]): string => words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' ');

export const anyJob = ({ open, draw }: Situation): OpenJob | undefined => (open.jobs.size === 0 ? undefined : draw.pick([...open.jobs.values()]));

export function anyElement({ open, draw }: Situation, types?: RegExp): OpenElement | undefined {
  const elements = [...open.elements.values()].filter(({ type }) => types === undefined || types.test(type));
  return elements.length === 0 ? undefined : draw.pick(elements);
}

export const anyRoot = ({ open, draw }: Situation): OpenElement | undefined => (open.roots.size === 0 ? undefined : draw.pick([...open.roots.values()]));
