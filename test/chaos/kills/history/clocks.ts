import type { LogRecord, ProcessValue } from '../../../../server/engine/index.ts';
import { CYCLES } from '../diagrams.ts';
import type { Instances } from './instances.ts';
import type { Complain, Rule } from './rule.ts';

/** A process that a timer starts begins as often as its cycle says, and fewer times only where it was deleted. */
export class Clocks implements Rule {
  readonly #deleted = new Map<string, boolean>();
  readonly #instances: Instances;

  constructor(instances: Instances) {
    this.#instances = instances;
  }

  take({ recordType, valueType, intent, value }: LogRecord): void {
    if (recordType !== 'EVENT' || valueType !== 'PROCESS') return;
    const { bpmnProcessId } = value as ProcessValue;
    if (bpmnProcessId.startsWith('clock-')) this.#deleted.set(bpmnProcessId, intent !== 'CREATED');
  }

  atEnd(complain: Complain): void {
    for (const [name, deleted] of this.#deleted) {
      const begun = this.#instances.begun(name);
      if (begun > CYCLES || (begun < CYCLES && !deleted)) complain(`${name} began ${begun} times instead of ${CYCLES}`);
    }
  }
}
