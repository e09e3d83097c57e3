import type { ActivatedJob, Engine, Log } from '../../engine/index.ts';
import { activationError, rejectionError } from '../gateway-error.ts';
import type { JobReceiver } from './job-receiver.ts';

/**
 * Brings jobs to the clients that wait for them. Per job type: receivers wait in line, each gets a batch in turn; while no job is there,
 * nothing runs until the engine says that one became available.
 */
export class JobDispatcher {
  readonly #engine: Engine;
  readonly #log: Log;
  readonly #waiting = new Map<string, JobReceiver[]>();
  /** Types being served now; true when something happened meanwhile, so that they are served once more. */
  readonly #serving = new Map<string, boolean>();
  readonly #closeStream = new Map<JobReceiver, () => void>();
  readonly #stopListening: () => void;

  constructor(engine: Engine, log: Log) {
    this.#engine = engine;
    this.#log = log;
    this.#stopListening = engine.onJobsAvailable((type) => this.wake(type));
  }

  add(receiver: JobReceiver): void {
    const line = this.#waiting.get(receiver.type) ?? [];
    this.#waiting.set(receiver.type, line);
    line.push(receiver);
    this.wake(receiver.type);
  }

  /** For a client that takes jobs as long as it is there: the engine gives it the new ones, those that are there already are taken for it. */
  addStream(receiver: JobReceiver): void {
    const { type, worker, timeoutMs, fetchVariables } = receiver;
    this.#closeStream.set(receiver, this.#engine.openJobStream({
      type, worker, timeoutMs, fetchVariables,
      hasRoom: () => !receiver.closed() && receiver.capacity() > 0,
      push: (job) => {
        if (receiver.closed() || !receiver.deliver([job])) void this.#giveBack([job]);
      },
    }));
    this.add(receiver);
  }

  remove(receiver: JobReceiver): void {
    this.#closeStream.get(receiver)?.();
    this.#closeStream.delete(receiver);
    const line = this.#waiting.get(receiver.type)?.filter((other) => other !== receiver) ?? [];
    if (line.length === 0) this.#waiting.delete(receiver.type);
    else this.#waiting.set(receiver.type, line);
  }

  /** For a client that does not wait. */
  tryOnce(receiver: JobReceiver): void {
    void this.#activateFor(receiver).then((found) => { if (!found) receiver.served(); });
  }

  /** There may be jobs of this type, or room for them, now. */
  wake(type: string): void {
    if (!this.#waiting.has(type)) return;
    const serving = this.#serving.has(type);
    this.#serving.set(type, serving);
    if (!serving) void this.#serve(type);
  }

  close(): void {
    this.#stopListening();
    this.#waiting.clear();
    for (const close of this.#closeStream.values()) close();
    this.#closeStream.clear();
  }

  async #serve(type: string): Promise<void> {
    for (;;) {
      const receiver = this.#next(type);
      const found = receiver === undefined ? false : await this.#activateFor(receiver);
      if (found) continue;
      if (this.#serving.get(type) !== true) break;
      this.#serving.set(type, false);
    }
    this.#serving.delete(type);
  }

  /** The first in line with room; it goes to the end, so that the next batch is another's. */
  #next(type: string): JobReceiver | undefined {
    const line = this.#waiting.get(type) ?? [];
    const index = line.findIndex((receiver) => !receiver.closed() && receiver.capacity() > 0);
    const receiver = line[index];
    if (receiver !== undefined) line.push(...line.splice(index, 1));
    return receiver;
  }

  /** Whether there was something for the receiver. As Zeebe's gateway, it asks again as long as the engine had more than it gives at a time. */
  async #activateFor(receiver: JobReceiver): Promise<boolean> {
    const { type, worker, timeoutMs, fetchVariables } = receiver;
    let found = false;
    for (let more = true; more && receiver.capacity() > 0;) {
      let jobs: readonly ActivatedJob[];
      try {
        const taken = await this.#engine.activateJobs({ type, worker, timeoutMs, maxJobs: receiver.capacity(), fetchVariables });
        if ('rejection' in taken) throw rejectionError('ACTIVATE', taken.rejection.type, taken.rejection.reason);
        jobs = taken.jobs;
        more = taken.truncated;
      } catch (error) {
        this.remove(receiver);
        receiver.refuse(activationError(error, type));
        return true;
      }
      if (jobs.length === 0) continue;
      found = true;
      if (receiver.closed() || !receiver.deliver(jobs)) await this.#giveBack(jobs);
    }
    if (found) receiver.served();
    return found;
  }

  /** Nobody got these jobs: failed with the retries they have, others can take them at once instead of after the time-out. */
  async #giveBack(jobs: readonly ActivatedJob[]): Promise<void> {
    for (const { key, retries } of jobs) {
      try {
        await this.#engine.submit({
          valueType: 'JOB', intent: 'FAIL', key,
          value: { retries, retryBackoff: 0, errorMessage: 'The worker went away before the job reached it.' },
        });
      } catch (error) {
        this.#log('warn', 'a job that its worker did not take stays reserved until its time-out', { key, error: String(error) });
      }
    }
  }
}
