import type { JobBatchValue, JobValue, IncidentValue, LogRecord } from '../../../../server/engine/index.ts';
import type { Complain, Rule } from './rule.ts';

type Stage = 'activatable' | 'activated' | 'backing off' | 'stuck';
interface OpenJob { stage: Stage; deadline: number; recurs: number }

/** A job is given to one worker at a time and ends once: completed, cancelled, or with its error thrown. */
export class Jobs implements Rule {
  readonly #open = new Map<string, OpenJob>();
  completed = 0;

  isOpen(key: string): boolean {
    return this.#open.has(key);
  }

  get openKeys(): Iterable<string> {
    return this.#open.keys();
  }

  take(record: LogRecord, complain: Complain): void {
    if (record.recordType !== 'EVENT') return;
    if (record.valueType === 'JOB') this.#takeJob(record, record.value as JobValue, complain);
    if (record.valueType === 'JOB_BATCH') for (const [i, job] of (record.value as JobBatchValue).jobs.entries()) this.#activate((record.value as JobBatchValue).jobKeys[i]!, job, complain);
    if (record.valueType === 'INCIDENT' && record.intent === 'RESOLVED') {
      const job = this.#open.get((record.value as IncidentValue).jobKey);
      if (job?.stage === 'stuck') job.stage = 'activatable';
    }
  }

  atEnd(complain: Complain): void {
    for (const [key, { stage }] of this.#open) complain(`job ${key} is still ${stage}`);
  }

  #activate(key: string, { deadline }: JobValue, complain: Complain): void {
    const job = this.#open.get(key);
    if (job?.stage !== 'activatable') return complain(`job ${key} is given to a worker while it is ${job?.stage ?? 'over'}`);
    [job.stage, job.deadline] = ['activated', deadline];
  }

  #takeJob({ key, intent, timestamp }: LogRecord, value: JobValue, complain: Complain): void {
    if (intent === 'CREATED') return void this.#open.set(key, { stage: 'activatable', deadline: 0, recurs: 0 });
    const job = this.#open.get(key);
    if (job === undefined) return complain(`job ${key} was over before, or never there`);
    switch (intent) {
      case 'COMPLETED':
        this.completed += 1;
        this.#open.delete(key);
        return;
      case 'CANCELED': case 'ERROR_THROWN': return void this.#open.delete(key);
      case 'FAILED':
        job.stage = value.retries <= 0 ? 'stuck' : value.retryBackoff > 0 ? 'backing off' : 'activatable';
        job.recurs = value.recurringTime;
        return;
      case 'TIMED_OUT':
        if (job.stage !== 'activated') complain(`job ${key} times out while it is ${job.stage}`);
        if (timestamp < job.deadline) complain(`job ${key} times out before its deadline ${job.deadline}`);
        job.stage = 'activatable';
        return;
      case 'TIMEOUT_UPDATED': return void (job.deadline = value.deadline);
      case 'RECURRED_AFTER_BACKOFF':
        if (job.stage !== 'backing off') complain(`job ${key} comes back while it is ${job.stage}`);
        if (timestamp < job.recurs) complain(`job ${key} comes back before ${job.recurs}`);
        job.stage = 'activatable';
    }
  }
}
