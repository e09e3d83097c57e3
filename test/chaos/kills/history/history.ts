import type { IncidentValue, LogRecord } from '../../../../server/engine/index.ts';
import { Clocks } from './clocks.ts';
import { Instances } from './instances.ts';
import { Jobs } from './jobs.ts';
import { Lifetimes } from './lifetimes.ts';
import { Messages } from './messages.ts';
import { Sequence } from './sequence.ts';
import { Timers } from './timers.ts';

/** What the record stream says: all rules that must hold of it, and what is open now. */
export class History {
  readonly sequence = new Sequence();
  readonly instances = new Instances();
  readonly jobs = new Jobs();
  readonly timers = new Timers();
  readonly messages = new Messages();
  readonly #lifetimes = new Lifetimes();
  readonly #rules = [this.sequence, this.instances, this.jobs, this.timers, this.messages, this.#lifetimes, new Clocks(this.instances)];
  readonly broken: string[] = [];

  take(record: LogRecord): void {
    const { position, recordType, valueType, intent, key } = record;
    for (const rule of this.#rules) rule.take(record, (problem) => this.broken.push(`${problem} (record ${position}: ${recordType} ${valueType} ${intent} ${key})`));
  }

  get incidents(): ReadonlyMap<string, IncidentValue> {
    return this.#lifetimes.open.INCIDENT as ReadonlyMap<string, IncidentValue>;
  }

  get userTasks(): ReadonlySet<string> {
    return new Set(this.#lifetimes.open.USER_TASK!.keys());
  }

  /** Nothing is under way any more. */
  get idle(): boolean {
    return this.instances.open.size === 0 && this.timers.count === 0 && this.messages.count === 0;
  }

  atEnd(): void {
    for (const rule of this.#rules) rule.atEnd((problem) => this.broken.push(problem));
  }
}
