import type { Command } from '../records/command.ts';
import type { State } from './state.ts';
import type { Store } from './storage/store.ts';

export interface PostponedCommand {
  readonly command: Command;
  /** Position of the command that it follows from. */
  readonly sourceRecordPosition: number;
}

const FIRST = 'firstPostponed';
const NEXT = 'nextPostponed';

/**
 * Follow-up commands that were too many for their step, oldest first. They are written with the events of that step, so a kill between two
 * steps loses none of them.
 */
export class PostponedCommands {
  readonly #state: State;
  readonly #commands;

  constructor(state: State, store: Store) {
    this.#state = state;
    this.#commands = store.table<PostponedCommand>('postponed');
  }

  add(command: PostponedCommand): void {
    const number = this.#number(NEXT);
    this.#commands.put('', rowOf(number), command);
    this.#state.counters.put('', NEXT, number + 1);
  }

  first(): PostponedCommand | undefined {
    const number = this.#number(FIRST);
    return number < this.#number(NEXT) ? this.#commands.get('', rowOf(number)) : undefined;
  }

  removeFirst(): void {
    const number = this.#number(FIRST);
    this.#commands.remove('', rowOf(number));
    this.#state.counters.put('', FIRST, number + 1);
  }

  #number(counter: string): number {
    return this.#state.counters.get('', counter) ?? 0;
  }
}

function rowOf(number: number): string {
  return String(number).padStart(16, '0');
}
