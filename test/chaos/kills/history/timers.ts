import type { LogRecord, TimerValue } from '../../../../server/engine/index.ts';
import type { Complain, Rule } from './rule.ts';

/** A timer fires once or is cancelled, never before its time; a cycle counts down to its end, one interval after the other. */
export class Timers implements Rule {
  readonly #open = new Map<string, TimerValue>();
  /** Cycles that fired and must go on, by element instance and element: the repetitions left. */
  readonly #goesOn = new Map<string, TimerValue>();
  fired = 0;
  latestMs = 0;

  get count(): number {
    return this.#open.size;
  }

  take({ recordType, valueType, intent, key, value: raw, timestamp }: LogRecord, complain: Complain): void {
    if (recordType === 'COMMAND') this.#allWentOn(complain);
    if (recordType !== 'EVENT' || valueType !== 'TIMER') return;
    const value = raw as TimerValue;
    const cycle = `${value.processDefinitionKey} ${value.elementInstanceKey} ${value.targetElementId}`;
    if (intent === 'CREATED') {
      const before = this.#goesOn.get(cycle);
      this.#goesOn.delete(cycle);
      if (before !== undefined && (value.repetitions !== before.repetitions - 1 || value.dueDate <= before.dueDate)) complain(`the cycle went from ${before.repetitions} to ${value.repetitions}`);
      this.#open.set(key, value);
      return;
    }
    const timer = this.#open.get(key);
    if (timer === undefined) return complain(`timer ${key} was over before, or never there`);
    this.#open.delete(key);
    if (intent !== 'TRIGGERED') return;
    this.fired += 1;
    if (timestamp < timer.dueDate) complain(`timer ${key} fires ${timer.dueDate - timestamp} ms before its time`);
    this.latestMs = Math.max(this.latestMs, timestamp - timer.dueDate);
    if (timer.repetitions > 1) this.#goesOn.set(cycle, timer);
  }

  atEnd(complain: Complain): void {
    this.#allWentOn(complain);
    for (const [key, { dueDate, targetElementId }] of this.#open) complain(`timer ${key} of ${targetElementId}, due at ${dueDate}, did not fire`);
  }

  /** A cycle goes on within the command that fires it. */
  #allWentOn(complain: Complain): void {
    for (const cycle of this.#goesOn.keys()) complain(`the cycle of ${cycle} ended early`);
    this.#goesOn.clear();
  }
}
