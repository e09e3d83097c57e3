import { status } from '@grpc/grpc-js';
import type { Answer, CommandRequest, Engine } from '../engine/index.ts';
import { engineError, GatewayError, rejectionError } from './gateway-error.ts';

type AnswerEvent = Extract<Answer, { kind: 'event' }>;

/** Finishing jobs must go on when the engine is busy: else nothing would ever get less. */
const NEVER_REFUSED = ['JOB COMPLETE', 'JOB FAIL'];

/** How many commands may wait for the engine, and for how long (milliseconds) a client waits for an answer. */
export interface CommandLimits {
  readonly queuedMax: number;
  readonly answerTimeoutMs: number;
}

/** The way of every request into the engine: counted, and refused when too many wait. */
export class EngineCommands {
  readonly #engine: Engine;
  readonly #limits: CommandLimits;
  readonly #address: () => string;
  #waiting = 0;

  constructor(engine: Engine, limits: CommandLimits, address: () => string) {
    this.#engine = engine;
    this.#limits = limits;
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
  async execute(command: CommandRequest, timeoutMs = this.#limits.answerTimeoutMs): Promise<AnswerEvent> {
    // An awaited result keeps no engine busy: it does not count once the instance is created.
    const counts = command.intent !== 'CREATE_WITH_AWAITING_RESULT';
    if (this.#waiting >= this.#limits.queuedMax && !NEVER_REFUSED.includes(`${command.valueType} ${command.intent}`)) {
      throw new GatewayError(status.RESOURCE_EXHAUSTED, 'Reached maximum capacity of requests handled');
    }
    if (counts) this.#waiting += 1;
    try {
      const answer = await this.#within(this.#engine.submit(command), timeoutMs);
      if (answer.kind === 'rejection') throw rejectionError(command.intent, answer.type, answer.reason);
      return answer;
    } catch (error) {
      throw engineError(error, `${command.valueType} ${command.intent}`);
    } finally {
      if (counts) this.#waiting -= 1;
    }
  }

  async #within(answer: Promise<Answer>, timeoutMs: number): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new GatewayError(status.DEADLINE_EXCEEDED,
          `Time out between gateway and broker: Request command-api-1 to ${this.#address()} timed out in PT${timeoutMs / 1000}S`));
      }, timeoutMs);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
