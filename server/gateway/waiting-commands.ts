import type { CommandRequest } from '../engine/index.ts';

/** What may wait for the engine before new commands are refused. */
export interface WaitingLimits {
  readonly commandsMax: number;
  /** Of variables and resources. */
  readonly bytesMax: number;
  /** How long the oldest may have waited, milliseconds: a slow engine is busy with fewer commands than a fast one. */
  readonly ageMsMax: number;
  /** Instances whose results are waited for: they keep no engine busy, but they are kept in memory. */
  readonly resultsMax: number;
}

/** Finishing jobs must go on when the engine is busy, else nothing would ever get less: they are taken until there are this many times as much. */
const NEVER_REFUSED = ['JOB COMPLETE', 'JOB FAIL'];
const RESERVE = 10;

interface Waiting {
  readonly sinceMs: number;
  readonly bytes: number;
}

/** The commands that wait for the engine's answer, oldest first. */
export class WaitingCommands {
  readonly #limits: WaitingLimits;
  readonly #commands = new Set<Waiting>();
  #bytes = 0;
  #results = 0;

  constructor(limits: WaitingLimits) {
    this.#limits = limits;
  }

  /** Undefined when there is no room for the command; else what is to be called when it was answered. */
  enter(command: CommandRequest, nowMs: number): (() => void) | undefined {
    const finishes = NEVER_REFUSED.includes(`${command.valueType} ${command.intent}`);
    if (!this.#hasRoom(finishes, nowMs)) return undefined;
    if (command.intent === 'CREATE_WITH_AWAITING_RESULT') return this.#awaitResult();
    const waiting = { sinceMs: nowMs, bytes: bytesOf(command) };
    this.#commands.add(waiting);
    this.#bytes += waiting.bytes;
    return () => {
      if (this.#commands.delete(waiting)) this.#bytes -= waiting.bytes;
    };
  }

  #awaitResult(): (() => void) | undefined {
    if (this.#results >= this.#limits.resultsMax) return undefined;
    this.#results += 1;
    return () => { this.#results -= 1; };
  }

  #hasRoom(finishes: boolean, nowMs: number): boolean {
    const { commandsMax, bytesMax, ageMsMax } = this.#limits;
    const reserve = finishes ? RESERVE : 1;
    const oldest = this.#commands.values().next().value;
    const slow = !finishes && oldest !== undefined && nowMs - oldest.sinceMs > ageMsMax;
    return !slow && this.#commands.size < commandsMax * reserve && this.#bytes < bytesMax * reserve;
  }
}

function bytesOf(command: CommandRequest): number {
  const value = ('value' in command ? command.value : undefined) ?? {};
  const resources = 'resources' in value ? value.resources : [];
  const variables = 'variables' in value && typeof value.variables === 'string' ? value.variables.length : 0;
  return resources.reduce((sum, { content }) => sum + content.length, variables);
}
