import type { Key } from '../records/types.ts';
import type { JobValue } from '../records/values.ts';

/** A job as its worker gets it. */
export interface ActivatedJob extends Omit<JobValue, 'variables'> {
  readonly key: Key;
  /** JSON text of an object. */
  readonly variables: string;
}

/** A worker that is given jobs of a type as soon as there are any. */
export interface JobStream {
  readonly type: string;
  readonly worker: string;
  /** How long a job is its own, milliseconds. */
  readonly timeoutMs: number;
  /** Names; all that is visible where empty. */
  readonly fetchVariables: readonly string[];
  /** Would it take one more job now? */
  hasRoom(): boolean;
  /** Called once it is on disk that the job is the worker's. */
  push(job: ActivatedJob): void;
}

/** The open streams. Not state: a worker opens its stream again when the engine has started again. */
export class JobStreams {
  readonly #ofType = new Map<string, JobStream[]>();

  /** Returns how to close it. */
  open(stream: JobStream): () => void {
    const others = this.#ofType.get(stream.type) ?? [];
    this.#ofType.set(stream.type, [...others, stream]);
    return () => {
      const left = (this.#ofType.get(stream.type) ?? []).filter((other) => other !== stream);
      if (left.length === 0) this.#ofType.delete(stream.type);
      else this.#ofType.set(stream.type, left);
    };
  }

  /** One with room; it is the last one asked the next time. */
  next(type: string): JobStream | undefined {
    const streams = this.#ofType.get(type);
    const at = streams?.findIndex((stream) => stream.hasRoom()) ?? -1;
    if (streams === undefined || at === -1) return undefined;
    const [stream] = streams.splice(at, 1);
    streams.push(stream!);
    return stream;
  }
}
