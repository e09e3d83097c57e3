import type { JsonText } from '../expressions/index.ts';
import type {
  CompensationSubscriptionValue, FormValue, IncidentValue, JobValue, MessageStartEventSubscriptionValue, MessageSubscriptionValue, MessageValue,
  ProcessInstanceValue, ProcessMessageSubscriptionValue, ProcessValue, SignalSubscriptionValue, TimerValue, UserTaskValue,
} from '../records/values.ts';
import { NO_KEY } from '../records/types.ts';
import type { Key, Variables } from '../records/types.ts';
import type { DecisionRequirementsValue, DecisionValue } from '../records/decisions.ts';
import { DecisionGraphs } from './decision-graphs.ts';
import { DueTimes } from './due-times.ts';
import { PostponedCommands } from './postponed-commands.ts';
import type { ProcessModels } from './process-models.ts';
import type { Store } from './storage/store.ts';

export interface ElementInstance {
  readonly key: Key;
  readonly state: 'ACTIVATING' | 'ACTIVATED' | 'COMPLETING' | 'TERMINATING';
  readonly value: ProcessInstanceValue;
  /** Children that are there, and sequence flows taken whose target is not activated yet: with neither the scope is done. */
  readonly childCount: number;
  readonly activeFlows: number;
  readonly jobKey?: Key;
  readonly userTaskKey?: Key;
  /** How many of its execution listeners are done, before or after its own work. */
  readonly listenersDone?: number;
  /** The instance a call activity called. */
  readonly calledInstanceKey?: Key;
  /** The event that interrupted this scope: only that one may still be activated in it. */
  readonly interruptedBy?: string;
  /** 1-based position among the inner instances of a multi-instance body. */
  readonly loopCounter?: number;
  /** Inner instances of a multi-instance body so far. */
  readonly childrenCreated: number;
  readonly childrenCompleted: number;
  readonly childrenTerminated: number;
}

export type JobState = 'ACTIVATABLE' | 'ACTIVATED' | 'FAILED' | 'ERROR_THROWN';

export interface EventTrigger {
  readonly elementId: string;
  /** Where it waits at a process definition: the instance that it starts. */
  readonly processInstanceKey: Key;
  readonly variables: Variables;
}

/** All that the engine remembers. Rows of a table without a natural group have the group ''. Only appliers write. */
export class State {
  readonly models: ProcessModels;
  readonly counters;
  /** By process definition key. */
  readonly processes;
  /** Group: BPMN process id; key: version, padded. Value: the process definition key. */
  readonly processVersions;
  /** By BPMN process id, in the group 'form' by form id: the highest version that was ever deployed. A deleted version's number is not given again. */
  readonly lastVersions;
  /** By form key. */
  readonly forms;
  /** Group: form id; key: version, padded. Value: the form's key. */
  readonly formVersions;
  /** Group: process definition; key: running instance. */
  readonly instancesOf;
  readonly elementInstances;
  /** Group: parent element instance; key: child. */
  readonly children;
  /** Group: scope and gateway id; key: sequence flow id. Value: how often it was taken. */
  readonly takenFlows;
  /** Group: scope; key: name. */
  readonly variables;
  /** Group: element instance (or process definition, for start events); key: event. */
  readonly eventTriggers;
  readonly jobs;
  /** Group: job type; key: job. */
  readonly activatableJobs;
  readonly jobDeadlines: DueTimes;
  readonly jobBackoffs: DueTimes;
  readonly incidents;
  /** Incident by the job or by the element instance it stopped. */
  readonly jobIncidents;
  readonly elementIncidents;
  readonly timers;
  /** Group: element instance, or process definition for start events; key: timer. */
  readonly timersOf;
  readonly timerDueDates: DueTimes;
  readonly messages;
  /** Group: message name and correlation key; key: message. */
  readonly messagesByName;
  /** Key: name, correlation key and message id. Value: the message. */
  readonly messageIds;
  readonly messageDeadlines: DueTimes;
  /** Group: message; key: BPMN process id it was already correlated to. */
  readonly correlatedMessages;
  /** Group: message name and correlation key; key: subscription. */
  readonly messageSubscriptions;
  /** Group: element instance; key: message name. Value: the subscription's key. */
  readonly messageSubscriptionOf;
  /** Group: element instance; key: message name. */
  readonly processMessageSubscriptions;
  /** Group: message name; key: process definition. */
  readonly messageStartSubscriptions;
  /** Group: process definition; key: message name. */
  readonly messageStartsOf;
  /** Instances that a message with a correlation key started: one at a time for each process and key. */
  readonly messageStartLocks;
  readonly messageStartLockOf;
  readonly userTasks;
  /** Group: process instance; key: subscription. */
  readonly compensations;
  /** By decision key. */
  readonly decisions;
  /** Group: decision id; key: version, padded. Value: the decision key. */
  readonly decisionVersions;
  /** By key. */
  readonly decisionRequirements;
  /** Group: id of the graph; key: version, padded. Value: its key. */
  readonly decisionRequirementsVersions;
  /** Group: key of the graph; key: decision id. Value: the decision key. */
  readonly decisionsOf;
  readonly decisionGraphs: DecisionGraphs;
  /** Group: signal name; key: what waits, an element instance or (for start events) a process definition. */
  readonly signalSubscriptions;
  /** Group: what waits; key: signal name. */
  readonly signalSubscriptionsOf;
  readonly postponed: PostponedCommands;

  constructor(store: Store, models: (state: State) => ProcessModels) {
    this.counters = store.table<number>('counter');
    this.processes = store.table<ProcessValue>('process');
    this.processVersions = store.table<Key>('processVersion');
    this.lastVersions = store.table<number>('lastVersion');
    this.forms = store.table<FormValue>('form');
    this.formVersions = store.table<Key>('formVersion');
    this.instancesOf = store.table<true>('instanceOf', 'key');
    this.elementInstances = store.table<ElementInstance>('element', 'key');
    this.children = store.table<true>('child', 'group');
    this.takenFlows = store.table<number>('takenFlow');
    this.variables = store.table<{ readonly key: Key; readonly name: string; readonly value: JsonText }>('variable', 'group');
    this.eventTriggers = store.table<EventTrigger>('trigger', 'group');
    this.jobs = store.table<{ readonly state: JobState; readonly value: JobValue }>('job', 'key');
    this.activatableJobs = store.table<true>('activatable', 'key');
    this.jobDeadlines = new DueTimes(store, 'jobDeadline');
    this.jobBackoffs = new DueTimes(store, 'jobBackoff');
    this.incidents = store.table<IncidentValue>('incident', 'key');
    this.jobIncidents = store.table<Key>('jobIncident', 'key');
    this.elementIncidents = store.table<Key>('elementIncident', 'key');
    this.timers = store.table<TimerValue>('timer', 'key');
    this.timersOf = store.table<true>('timerOf', 'group');
    this.timerDueDates = new DueTimes(store, 'timerDue');
    this.messages = store.table<MessageValue>('message', 'key');
    this.messagesByName = store.table<true>('messageName');
    this.messageIds = store.table<Key>('messageId');
    this.messageDeadlines = new DueTimes(store, 'messageDeadline');
    this.correlatedMessages = store.table<true>('correlated', 'group');
    this.messageSubscriptions = store.table<{ readonly correlating: boolean; readonly value: MessageSubscriptionValue }>('messageSub');
    this.messageSubscriptionOf = store.table<Key>('messageSubOf', 'group');
    this.processMessageSubscriptions = store.table<{
      readonly key: Key; readonly state: 'CREATING' | 'CREATED' | 'DELETING'; readonly value: ProcessMessageSubscriptionValue;
    }>('processMessageSub', 'group');
    this.messageStartSubscriptions = store.table<{ readonly key: Key; readonly value: MessageStartEventSubscriptionValue }>('messageStart');
    this.messageStartsOf = store.table<string>('messageStartOf');
    this.messageStartLocks = store.table<Key>('messageStartLock');
    this.messageStartLockOf = store.table<{ readonly bpmnProcessId: string; readonly correlationKey: string }>('messageStartLockOf', 'key');
    this.compensations = store.table<CompensationSubscriptionValue>('compensation', 'group');
    this.userTasks = store.table<UserTaskValue>('userTask', 'key');
    this.signalSubscriptions = store.table<{ readonly key: Key; readonly value: SignalSubscriptionValue }>('signalSub');
    this.signalSubscriptionsOf = store.table<string>('signalSubOf', 'group');
    this.decisions = store.table<DecisionValue>('decision');
    this.decisionVersions = store.table<Key>('decisionVersion');
    this.decisionRequirements = store.table<DecisionRequirementsValue>('drg');
    this.decisionRequirementsVersions = store.table<Key>('drgVersion');
    this.decisionsOf = store.table<Key>('decisionOf');
    this.decisionGraphs = new DecisionGraphs(this);
    this.postponed = new PostponedCommands(this, store);
    this.models = models(this);
    store.newKeysAfter(String((this.counters.get('', 'key') ?? 1) - 1));
  }

  element(key: Key): ElementInstance | undefined {
    return key === NO_KEY ? undefined : this.elementInstances.get('', key);
  }
}

/** Several texts as one group or key, so that no two lists of texts give the same. */
export function compositeKey(...parts: readonly string[]): string {
  return parts.map((part) => `${part.length}:${part}`).join('');
}
