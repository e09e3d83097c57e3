import type { LogRecord } from '../../../../server/engine/index.ts';
import type { Complain, Rule } from './rule.ts';

/** The first event of a thing that has a key of its own. */
const CREATES = new Set([
  'PROCESS_INSTANCE ELEMENT_ACTIVATING', 'PROCESS_INSTANCE_CREATION CREATED', 'JOB CREATED', 'JOB_BATCH ACTIVATED', 'TIMER CREATED', 'INCIDENT CREATED',
  'VARIABLE CREATED', 'VARIABLE_DOCUMENT UPDATED', 'MESSAGE PUBLISHED', 'USER_TASK CREATING', 'SIGNAL BROADCASTED', 'DEPLOYMENT CREATED', 'PROCESS CREATED',
]);

/** Positions have no gap and no duplicate, across all kills; an event follows from a command before it; a key is given once. */
export class Sequence implements Rule {
  #position = 0;
  #source = 0;
  #timestamp = 0;
  /** Keys are counted up: those of earlier commands are all smaller than those of later ones. */
  #keyBefore = 0n;
  #keyMax = 0n;
  readonly #keysOfCommand = new Set<string>();

  get position(): number {
    return this.#position;
  }

  take(record: LogRecord, complain: Complain): void {
    if (record.position !== this.#position + 1) complain(`position ${record.position} follows ${this.#position}`);
    this.#position = record.position;
    if (record.timestamp < this.#timestamp) complain(`its time is before the record before it, ${this.#timestamp}`);
    this.#timestamp = record.timestamp;
    if (record.recordType === 'COMMAND') {
      if (record.sourceRecordPosition >= record.position) complain(`it follows from ${record.sourceRecordPosition}, which comes later`);
      this.#source = record.position;
      this.#keyBefore = this.#keyMax;
      this.#keysOfCommand.clear();
      return;
    }
    if (record.sourceRecordPosition !== this.#source) complain(`it follows from ${record.sourceRecordPosition}, the command before it is ${this.#source}`);
    if (CREATES.has(`${record.valueType} ${record.intent}`)) this.#takeKey(record.key, complain);
  }

  atEnd(): void {}

  #takeKey(text: string, complain: Complain): void {
    const key = BigInt(text);
    if (key <= this.#keyBefore || this.#keysOfCommand.has(text)) complain('its key was given before');
    this.#keysOfCommand.add(text);
    if (key > this.#keyMax) this.#keyMax = key;
  }
}
