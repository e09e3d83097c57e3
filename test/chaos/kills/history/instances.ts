import type { LogRecord, ProcessInstanceCreationValue, ProcessInstanceValue, SignalValue } from '../../../../server/engine/index.ts';
import { CLOCK_COMPLETED, kinds } from '../diagrams.ts';
import type { Complain, Rule } from './rule.ts';

const AFTER: Readonly<Record<string, readonly (string | undefined)[]>> = {
  ELEMENT_ACTIVATING: [undefined], ELEMENT_ACTIVATED: ['ELEMENT_ACTIVATING'],
  ELEMENT_COMPLETING: ['ELEMENT_ACTIVATED'], ELEMENT_COMPLETED: ['ELEMENT_COMPLETING'],
  ELEMENT_TERMINATING: ['ELEMENT_ACTIVATING', 'ELEMENT_ACTIVATED', 'ELEMENT_COMPLETING'], ELEMENT_TERMINATED: ['ELEMENT_TERMINATING'],
};

export interface OpenElement { intent: string; readonly value: ProcessInstanceValue }
export interface OpenInstance {
  readonly key: string;
  readonly kind: string;
  /** Its number, where a client created it. */
  readonly n?: number;
  readonly completed: Map<string, number>;
}

/** Elements go through their life once, in order; a process that ends has done each of its steps as often as its diagram says. */
export class Instances implements Rule {
  readonly open = new Map<string, OpenInstance>();
  readonly openElements = new Map<string, OpenElement>();
  /** Keys of the element instances that ended since somebody took them out of here. */
  readonly endedLately: string[] = [];
  readonly #numbers = new Set<number>();
  readonly #begun = new Map<string, number>();
  /** The CREATE that was last: its instance begins right after it. */
  #created: { readonly key: string; readonly n: number } | undefined;
  #alarms = 0;
  ended = 0;

  take({ recordType, valueType, intent, key, value }: LogRecord, complain: Complain): void {
    if (recordType !== 'EVENT') return;
    if (valueType === 'PROCESS_INSTANCE' && intent in AFTER) this.#takeElement(key, intent, value as ProcessInstanceValue, complain);
    if (valueType === 'PROCESS_INSTANCE_CREATION') this.#takeNumber(value as ProcessInstanceCreationValue, complain);
    if (valueType === 'SIGNAL' && (value as SignalValue).signalName === 'alarm') this.#alarms += 1;
  }

  /** How many instances of a kind there were. */
  begun(kind: string): number {
    return this.#begun.get(kind) ?? 0;
  }

  atEnd(complain: Complain): void {
    for (const { key, kind, n } of this.open.values()) complain(`instance ${key} of ${kind} (${n}) did not end`);
    for (const [key, { value }] of this.openElements) complain(`element instance ${key} of ${value.elementId} did not end`);
    if (this.begun('alarm') !== this.#alarms) complain(`${this.#alarms} alarms began ${this.begun('alarm')} processes`);
  }

  #takeElement(key: string, intent: string, value: ProcessInstanceValue, complain: Complain): void {
    const before = this.openElements.get(key);
    if (!AFTER[intent]!.includes(before?.intent)) complain(`${value.elementId} ${key} is ${intent} after ${before?.intent ?? 'nothing'}`);
    this.openElements.set(key, { intent, value });
    const isProcess = value.bpmnElementType === 'PROCESS';
    if (intent === 'ELEMENT_ACTIVATING' && isProcess) {
      const n = this.#created?.key === key ? this.#created.n : undefined;
      this.open.set(key, { key, kind: value.bpmnProcessId, ...(n === undefined ? {} : { n }), completed: new Map() });
      this.#begun.set(value.bpmnProcessId, this.begun(value.bpmnProcessId) + 1);
    }
    if (intent !== 'ELEMENT_COMPLETED' && intent !== 'ELEMENT_TERMINATED') return;
    this.openElements.delete(key);
    this.endedLately.push(key);
    const instance = this.open.get(value.processInstanceKey);
    if (instance === undefined) return complain(`${value.elementId} ends in an instance that is over`);
    if (!isProcess) {
      if (intent === 'ELEMENT_COMPLETED') instance.completed.set(value.elementId, (instance.completed.get(value.elementId) ?? 0) + 1);
      return;
    }
    this.open.delete(key);
    this.ended += 1;
    if (intent === 'ELEMENT_COMPLETED') this.#checkSteps(instance, complain);
    else if (instance.kind !== 'doomed') complain(`instance ${key} of ${instance.kind} was cancelled`);
  }

  #checkSteps({ kind, key, completed }: OpenInstance, complain: Complain): void {
    const expected = kinds[kind]?.completed ?? CLOCK_COMPLETED;
    for (const [elementId, times] of Object.entries(expected)) {
      if (completed.get(elementId) !== times) complain(`${elementId} of ${kind} ${key} was done ${completed.get(elementId) ?? 0} times instead of ${times}`);
    }
  }

  #takeNumber({ processInstanceKey, variables }: ProcessInstanceCreationValue, complain: Complain): void {
    const n = Number((variables as { n?: unknown }).n);
    if (this.#numbers.has(n)) complain(`number ${n} was created twice`);
    this.#numbers.add(n);
    this.#created = { key: processInstanceKey, n };
  }
}
