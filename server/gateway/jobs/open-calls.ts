import { status, type ServerWritableStream } from '@grpc/grpc-js';
import { GatewayError } from '../gateway-error.ts';

/** Counts the clients that wait for jobs or have them streamed: each costs memory for as long as it likes. */
export class OpenCalls {
  readonly #max: number;
  readonly #calls = new Set<object>();

  constructor(max: number) {
    this.#max = max;
  }

  /** @throws GatewayError RESOURCE_EXHAUSTED when there are too many */
  enter(call: ServerWritableStream<object, object>): void {
    if (this.#calls.size >= this.#max) {
      throw new GatewayError(status.RESOURCE_EXHAUSTED, `Reached maximum capacity of requests handled: ${this.#max} clients wait for jobs`);
    }
    this.#calls.add(call);
    const leave = () => this.#calls.delete(call);
    for (const end of ['finish', 'cancelled', 'error', 'close']) call.once(end, leave);
  }
}
