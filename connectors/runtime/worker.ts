import { backOffMs, pause } from './back-off.ts';
import type { BoundConnector, Job } from './connector.ts';
import { BusinessError, ConfigurationError, PermanentError, RetryableError, messageOf } from './errors.ts';
import type { Log } from './log.ts';
import type { JobOutcome, WorkerMetrics } from './metrics.ts';

export interface DeliveredJob extends Job {
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The part of the engine that a worker talks to. Failures are RetryableError or PermanentError. */
export interface JobSource {
  /** Waits up to `waitMs` for jobs. */
  activateJobs(request: { type: string; worker: string; timeoutMs: number; jobsMax: number; inputNames: readonly string[]; waitMs: number }): Promise<DeliveredJob[]>;
  completeJob(key: string, variables: Record<string, unknown>): Promise<void>;
  failJob(key: string, failure: { retries: number; message: string; backOffMs: number }): Promise<void>;
  throwError(key: string, error: { code: string; message: string; variables: Readonly<Record<string, unknown>> }): Promise<void>;
}

export interface Worker {
  /** Takes no more jobs and resolves when those at work are answered, at most `graceMs` later. */
  stop(graceMs: number): Promise<void>;
}

const reconnect = { firstMs: 100, maxMs: 3000 };
const waitMs = 10_000;

/** Works on the jobs of one type until stopped; an engine that goes away is waited for. */
export function startWorker(source: JobSource, connector: BoundConnector, options: { name: string; log: Log; metrics: WorkerMetrics }): Worker {
  const { log, metrics } = options;
  const { type } = connector;
  const stopping = new AbortController();
  const active = new Set<Promise<void>>();

  async function takeJobs(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const free = connector.concurrency - active.size;
      if (free === 0) {
        await Promise.race(active);
        continue;
      }
      try {
        const jobs = await source.activateJobs({ type, worker: options.name, timeoutMs: connector.timeoutMs, jobsMax: free, inputNames: connector.inputNames, waitMs });
        if (failures > 0) log.info({ type }, 'the engine answers again');
        failures = 0;
        for (const job of jobs) take(job);
      } catch (error) {
        if (stopping.signal.aborted) return;
        metrics.pollFailed(type);
        if (failures === 0) log.warn({ type, error: messageOf(error) }, 'the engine gives no jobs, trying again');
        await pause(backOffMs(reconnect, failures++) * (0.5 + Math.random() / 2), stopping.signal);
      }
    }
  }

  function take(job: DeliveredJob): void {
    // A job that arrives during the stop goes back untouched, so that another process has it at once.
    const work = stopping.signal.aborted ? giveBack(job) : answer(job);
    active.add(work);
    void work.finally(() => active.delete(work));
  }

  async function giveBack(job: DeliveredJob): Promise<void> {
    await source.failJob(job.key, { retries: job.retries, message: 'The worker stopped', backOffMs: 0 }).catch((error: unknown) => {
      log.debug({ type, job: job.key, error: messageOf(error) }, 'a job could not be given back; it returns when its time is over');
    });
  }

  async function answer(job: DeliveredJob): Promise<void> {
    const began = performance.now();
    metrics.started(type);
    const signal = AbortSignal.timeout(connector.timeoutMs);
    let send: () => Promise<void>;
    let outcome: JobOutcome;
    try {
      const variables = await connector.run(job.variables, { job, log, signal });
      send = () => source.completeJob(job.key, variables);
      outcome = 'completed';
    } catch (error) {
      ({ send, outcome } = refusal(job, error));
    }
    if (!(await deliver(job, send, signal))) outcome = 'gone';
    metrics.finished(type, outcome, (performance.now() - began) / 1000);
  }

  function refusal(job: DeliveredJob, error: unknown): { send: () => Promise<void>; outcome: JobOutcome } {
    const message = messageOf(error);
    const code = error instanceof BusinessError ? error.code : error instanceof RetryableError && job.retries <= 1 ? error.codeWhenExhausted : undefined;
    log.warn({ type, job: job.key, element: job.elementId, instance: job.processInstanceKey, error: message, code }, 'a job failed');
    if (code !== undefined) {
      const variables = error instanceof BusinessError ? error.variables : {};
      return { send: () => source.throwError(job.key, { code, message, variables }), outcome: 'bpmn-error' };
    }
    const retries = error instanceof ConfigurationError || error instanceof PermanentError ? 0 : Math.max(0, job.retries - 1);
    const attempt = Math.max(0, connector.retries - job.retries);
    return {
      send: () => source.failJob(job.key, { retries, message, backOffMs: retries === 0 ? 0 : backOffMs(connector.backOff, attempt) }),
      outcome: retries === 0 ? 'incident' : 'retry',
    };
  }

  /** Sends the answer until the engine took it or the job's time is over; what is lost then is delivered and answered again. */
  async function deliver(job: DeliveredJob, send: () => Promise<void>, signal: AbortSignal): Promise<boolean> {
    for (let attempt = 0; ; attempt++) {
      try {
        await send();
        return true;
      } catch (error) {
        if (!(error instanceof RetryableError) || signal.aborted || stopping.signal.aborted) {
          log.info({ type, job: job.key, error: messageOf(error) }, 'the engine did not take the answer of a job');
          return false;
        }
        await pause(backOffMs(reconnect, attempt), AbortSignal.any([signal, stopping.signal]));
      }
    }
  }

  void takeJobs();
  return {
    async stop(graceMs) {
      stopping.abort();
      const drained = new AbortController();
      const grace = pause(graceMs, drained.signal);
      await Promise.race([Promise.all(active), grace]);
      drained.abort();
    },
  };
}
