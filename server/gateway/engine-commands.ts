import { status } from '@grpc/grpc-js';
import type { Answer, CommandRequest, Engine } from '../engine/index.ts';
import { engineError, GatewayError, rejectionError } from './gateway-error.ts';
import { WaitingCommands, type WaitingLimits } from './waiting-commands.ts';

type AnswerEvent = Extract<Answer, { kind: 'event' }>;

export interface CommandLimits extends WaitingLimits {
  /** How long a client waits for an answer, milliseconds. */
  readonly answerTimeoutMs: number;
}

export interface ExecuteOptions {
  readonly timeoutMs?: number | undefined;
  /** The client is gone: nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** Node's timers hold 31 bits of milliseconds. */
const TIMER_MS_MAX = 2 ** 31 - 1;

/** The way of every request into the engine: counted, and refused when too much waits. */
export class EngineCommands {
  readonly #engine: Engine;
  readonly #waiting: WaitingCommands;
  readonly #answerTimeoutMs: number;
  readonly #address: () => string;

  constructor(engine: Engine, limits: CommandLimits, address: () => string) {
    this.#engine = engine;
    this.#waiting = new WaitingCommands(limits);
    this.#answerTimeoutMs = limits.answerTimeoutMs;
    this.#address = address;
  }

  /** False while the engine takes no commands. */
  get healthy(): boolean {
    return this.#engine.healthy;
  }

  /**
   * The engine's event for a command, once it is on disk.
   * @throws GatewayError with Zeebe's status and message when the engine rejects it, is overloaded, has no disk space, or takes longer than `timeoutMs`
   */
  async execute(command: CommandRequest, { timeoutMs = this.#answerTimeoutMs, signal }: ExecuteOptions = {}): Promise<AnswerEvent> {
    const leave = this.#waiting.enter(command, Date.now());
    if (leave === undefined) throw new GatewayError(status.RESOURCE_EXHAUSTED, 'Reached maximum capacity of requests handled');
    try {
      const answer = await this.#answer(command, timeoutMs, signal);
      if (answer.kind === 'rejection') throw rejectionError(command.intent, answer.type, answer.reason);
      return answer;
    } catch (error) {
      throw engineError(error, `${command.valueType} ${command.intent}`);
    } finally {
      leave();
    }
  }

  async #answer(command: CommandRequest, timeoutMs: number, signal: AbortSignal | undefined): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const nobodyWaits = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new GatewayError(status.DEADLINE_EXCEEDED,
        `Time out between gateway and broker: Request command-api-1 to ${this.#address()} timed out in PT${timeoutMs / 1000}S`)), Math.min(timeoutMs, TIMER_MS_MAX));
      signal?.addEventListener('abort', () => reject(new GatewayError(status.CANCELLED, 'The client hung up')), { once: true });
    });
    // Everything but a result is there within milliseconds; a result may never be.
    const forget = command.intent === 'CREATE_WITH_AWAITING_RESULT' ? new AbortController() : undefined;
    try {
      return await Promise.race([this.#engine.submit(command, forget?.signal), nobodyWaits]);
    } finally {
      clearTimeout(timer);
      forget?.abort();
    }
  }
}
