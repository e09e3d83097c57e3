import type { StreamRecord } from '../stage.ts';

export interface OpenElement {
  readonly key: string;
  readonly id: string;
  readonly type: string;
  readonly instance: string;
}

export interface OpenJob {
  readonly key: string;
  readonly elementId: string;
  readonly type: string;
  readonly activated: boolean;
}

/** What a client can see to be open, from the record stream; everything in the order in which it was first seen. */
export class Open {
  readonly elements = new Map<string, OpenElement>();
  readonly jobs = new Map<string, OpenJob>();
  /** Incident to the element that has it. */
  readonly incidents = new Map<string, string>();
  /** User task to its element. */
  readonly userTasks = new Map<string, string>();
  /** Process instances that no other has called. */
  readonly roots = new Map<string, OpenElement>();
  /** Deployed processes: id (with scope) to the keys of its versions. */
  readonly definitions = new Map<string, string[]>();
  /** What time will do, and when (epoch in ms). */
  readonly due = new Map<string, number>();

  apply(record: StreamRecord): void {
    const { value, intent, valueType } = record;
    const key = String(record.key);
    if (record.recordType === 'COMMAND_REJECTION') {
      // A timer whose scope can take no event is refused and stays.
      if (valueType === 'TIMER') this.due.delete(key);
      return;
    }
    if (record.recordType !== 'EVENT') return;
    switch (valueType) {
      case 'PROCESS_INSTANCE': return this.#element(key, intent, value);
      case 'JOB': return this.#job(key, intent, value);
      case 'JOB_BATCH': {
        for (const [index, job] of (value.jobKeys as unknown[]).entries()) {
          const jobKey = String(job);
          const known = this.jobs.get(jobKey);
          if (known !== undefined) this.jobs.set(jobKey, { ...known, activated: true });
          this.due.set(jobKey, Number((value.jobs as { deadline: number | string }[])[index]!.deadline));
        }
        return;
      }
      case 'INCIDENT':
        if (intent === 'CREATED') this.incidents.set(key, String(value.elementId));
        if (intent === 'RESOLVED') this.incidents.delete(key);
        return;
      case 'USER_TASK':
        if (intent === 'CREATED') this.userTasks.set(key, String(value.elementId));
        if (intent === 'COMPLETED' || intent === 'CANCELED') this.userTasks.delete(key);
        return;
      case 'TIMER':
        if (intent === 'CREATED') this.due.set(key, Number(value.dueDate));
        else this.due.delete(key);
        return;
      case 'PROCESS': {
        if (intent !== 'CREATED') return;
        const id = String(value.bpmnProcessId);
        this.definitions.set(id, [...(this.definitions.get(id) ?? []), String(value.processDefinitionKey)]);
      }
    }
  }

  dueAt(nowMs: number): string[] {
    return [...this.due].filter(([, dueMs]) => dueMs <= nowMs).map(([key]) => key);
  }

  #element(key: string, intent: string, value: StreamRecord['value']): void {
    if (intent === 'ELEMENT_ACTIVATING' || intent === 'ELEMENT_MIGRATED') {
      const element = { key, id: String(value.elementId), type: String(value.bpmnElementType), instance: String(value.processInstanceKey) };
      this.elements.set(key, element);
      if (element.type === 'PROCESS' && Number(value.parentProcessInstanceKey) <= 0) this.roots.set(key, element);
    }
    if (intent === 'ELEMENT_COMPLETED' || intent === 'ELEMENT_TERMINATED') {
      this.elements.delete(key);
      this.roots.delete(key);
    }
  }

  #job(key: string, intent: string, value: StreamRecord['value']): void {
    if (intent === 'COMPLETED' || intent === 'CANCELED') {
      this.jobs.delete(key);
      this.due.delete(key);
      return;
    }
    if (intent === 'RETRIES_UPDATED' || intent === 'MIGRATED') return;
    const activated = intent === 'TIMEOUT_UPDATED';
    this.jobs.set(key, { key, elementId: String(value.elementId), type: String(value.type), activated });
    this.due.delete(key);
    if (activated) this.due.set(key, Number(value.deadline));
    if (intent === 'FAILED' && Number(value.retries) > 0 && Number(value.retryBackoff) > 0) this.due.set(key, Number(value.recurringTime));
  }
}
