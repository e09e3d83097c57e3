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

/** What was open a while ago. */
export interface Gone {
  readonly what: 'job' | 'incident' | 'user task' | 'instance' | 'element';
  readonly key: string;
  /** Of its element. */
  readonly id: string;
}

const GONE_MAX = 12;

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
  /** What was deployed, and a name for it. */
  readonly resources = new Map<string, string>();
  /** What time will do, and when (epoch in ms). */
  readonly due = new Map<string, number>();
  /** What was over last. */
  readonly gone: Gone[] = [];

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
        if (intent === 'RESOLVED') this.#over('incident', this.incidents, key, String(value.elementId));
        return;
      case 'USER_TASK':
        if (intent === 'CREATED') this.userTasks.set(key, String(value.elementId));
        if (intent === 'COMPLETED' || intent === 'CANCELED') this.#over('user task', this.userTasks, key, String(value.elementId));
        return;
      case 'TIMER':
        if (intent === 'CREATED') this.due.set(key, Number(value.dueDate));
        else this.due.delete(key);
        return;
      case 'MESSAGE':
        if (intent === 'PUBLISHED' && Number(value.timeToLive) > 0) this.due.set(key, Number(value.deadline));
        else this.due.delete(key);
        return;
      case 'PROCESS': {
        if (intent !== 'CREATED') return;
        const [id, definitionKey] = [String(value.bpmnProcessId), String(value.processDefinitionKey)];
        this.definitions.set(id, [...(this.definitions.get(id) ?? []), definitionKey]);
        this.resources.set(definitionKey, `${id} version ${String(value.version)}`);
        return;
      }
      case 'FORM':
        if (intent === 'CREATED') this.resources.set(String(value.formKey), 'the form');
        return;
      case 'DECISION_REQUIREMENTS':
        if (intent === 'CREATED') this.resources.set(String(value.decisionRequirementsKey), 'the decisions');
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
      const id = String(value.elementId);
      this.#over('element', this.elements, key, id);
      if (this.roots.has(key)) this.#over('instance', this.roots, key, id);
    }
  }

  #over(what: Gone['what'], open: Map<string, unknown>, key: string, id: string): void {
    open.delete(key);
    this.gone.push({ what, key, id });
    if (this.gone.length > GONE_MAX) this.gone.shift();
  }

  #job(key: string, intent: string, value: StreamRecord['value']): void {
    if (intent === 'COMPLETED' || intent === 'CANCELED') {
      this.#over('job', this.jobs, key, String(value.elementId));
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
