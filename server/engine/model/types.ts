import type { Expression } from '../expressions/index.ts';

/**
 * The executable form of a BPMN process: what `model/` makes of the XML, and all that `processing/` sees of it.
 * Immutable once built, shared by every instance of the process version.
 */
export interface ExecutableProcess extends ExecutableScope {
  readonly elementType: 'PROCESS';
  /** Every flow node, sequence flow and scope of the process by BPMN id (the process itself included). */
  readonly elementsById: ReadonlyMap<string, ExecutableElement>;
}

/** Zeebe's `bpmnElementType`. */
export type BpmnElementType =
  | 'PROCESS' | 'SUB_PROCESS' | 'EVENT_SUB_PROCESS' | 'START_EVENT' | 'INTERMEDIATE_CATCH_EVENT' | 'INTERMEDIATE_THROW_EVENT'
  | 'BOUNDARY_EVENT' | 'END_EVENT' | 'SERVICE_TASK' | 'SEND_TASK' | 'RECEIVE_TASK' | 'USER_TASK' | 'SCRIPT_TASK'
  | 'BUSINESS_RULE_TASK' | 'MANUAL_TASK' | 'TASK' | 'EXCLUSIVE_GATEWAY' | 'PARALLEL_GATEWAY' | 'INCLUSIVE_GATEWAY'
  | 'EVENT_BASED_GATEWAY' | 'CALL_ACTIVITY' | 'MULTI_INSTANCE_BODY' | 'SEQUENCE_FLOW';

/** Zeebe's `bpmnEventType`. */
export type BpmnEventType =
  | 'NONE' | 'MESSAGE' | 'TIMER' | 'ERROR' | 'ESCALATION' | 'SIGNAL' | 'TERMINATE' | 'LINK' | 'COMPENSATION' | 'CONDITIONAL' | 'UNSPECIFIED';

export type ExecutableElement = ExecutableFlowNode | ExecutableScope | ExecutableSequenceFlow;

interface ElementBase {
  readonly id: string;
  readonly name?: string;
  /** The scope that holds this element (undefined for the process). */
  readonly scope?: ExecutableScope;
}

export interface ExecutableSequenceFlow extends ElementBase {
  readonly elementType: 'SEQUENCE_FLOW';
  readonly source: ExecutableFlowNode | ExecutableScope;
  readonly target: ExecutableFlowNode | ExecutableScope;
  readonly condition?: Expression;
}

/** What every node that can be activated has. */
export interface ExecutableFlowNode extends ElementBase {
  readonly elementType: Exclude<BpmnElementType, 'SEQUENCE_FLOW'>;
  readonly eventType: BpmnEventType;
  readonly incoming: readonly ExecutableSequenceFlow[];
  readonly outgoing: readonly ExecutableSequenceFlow[];
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** zeebe:header key → value (static). */
  readonly taskHeaders: Readonly<Record<string, string>>;
  /** Boundary events attached to this activity. */
  readonly boundaryEvents: readonly ExecutableFlowNode[];

  /** Job-based elements: service, send, business rule, script, job-based user tasks, message throw and end events. */
  readonly job?: JobDefinition;
  /** `zeebe:executionListeners`: jobs before and after the element's own work. */
  readonly listeners?: { readonly start: readonly JobDefinition[]; readonly end: readonly JobDefinition[] };
  /** `zeebe:userTask`. */
  readonly userTask?: UserTaskDefinition;
  /** Script task with a FEEL expression. */
  readonly script?: { readonly expression: Expression; readonly resultVariable: string };
  readonly calledElement?: CalledElement;
  /** A business rule task with `zeebe:calledDecision`. */
  readonly calledDecision?: { readonly decisionId: Expression; readonly resultVariable: string };

  /** Catch events (start, intermediate, boundary, receive task) and error/escalation/signal throw events. */
  readonly message?: MessageDefinition;
  readonly timer?: TimerDefinition;
  readonly signalName?: Expression;
  /** Error code of an error event; undefined on a catch event = catches all. */
  readonly errorCode?: Expression;
  readonly escalationCode?: Expression;
  /** Link events: the throw event's target catch event. */
  readonly linkTarget?: ExecutableFlowNode;

  /** Boundary events and start events of event subprocesses: does it interrupt its scope? */
  readonly interrupting?: boolean;
  /** Compensation boundary events: the activity that undoes the work of the one it is attached to. */
  readonly compensationHandler?: ExecutableFlowNode | ExecutableScope;
  /** Compensation throw and end events: the only activity that is undone, by its id. */
  readonly compensatedActivity?: string;
  /** Boundary events: the activity it is attached to. */
  readonly attachedTo?: ExecutableFlowNode | ExecutableScope;
  /** Exclusive and inclusive gateways. */
  readonly defaultFlow?: ExecutableSequenceFlow;
  /**
   * An activity with loop characteristics is wrapped: the node found in `elementsById`, with the boundary events and the sequence flows,
   * is a MULTI_INSTANCE_BODY with the same id, and `inner` is the activity itself.
   */
  readonly multiInstance?: MultiInstance & { readonly inner: ExecutableFlowNode | ExecutableScope };
}

/** A process, embedded subprocess or event subprocess. */
export interface ExecutableScope extends ExecutableFlowNode {
  readonly children: readonly (ExecutableFlowNode | ExecutableScope)[];
  readonly startEvents: readonly ExecutableFlowNode[];
  readonly noneStartEvent?: ExecutableFlowNode;
  readonly eventSubprocesses: readonly ExecutableScope[];
}

export interface Mapping {
  readonly source: Expression;
  /** Target path, for example `order.id`. */
  readonly target: readonly string[];
}

export interface JobDefinition {
  readonly type: Expression;
  readonly retries: Expression;
}

export interface UserTaskDefinition {
  readonly assignee?: Expression;
  readonly candidateGroups?: Expression;
  readonly candidateUsers?: Expression;
  readonly dueDate?: Expression;
  readonly followUpDate?: Expression;
  readonly formId?: Expression;
  readonly externalFormReference?: Expression;
  /** Job-based user tasks: `zeebe:formDefinition formKey`. */
  readonly formKey?: string;
}

export interface CalledElement {
  readonly processId: Expression;
  readonly propagateAllChildVariables: boolean;
  readonly propagateAllParentVariables: boolean;
}

export interface MessageDefinition {
  readonly name: Expression;
  /** Undefined on message start events of a process. */
  readonly correlationKey?: Expression;
}

export type TimerDefinition =
  | { readonly kind: 'date'; readonly expression: Expression }
  | { readonly kind: 'duration'; readonly expression: Expression }
  /** ISO 8601 repetition (`R3/PT10S`) or a cron expression. */
  | { readonly kind: 'cycle'; readonly expression: Expression };

export interface MultiInstance {
  readonly sequential: boolean;
  readonly inputCollection: Expression;
  readonly inputElement?: string;
  readonly outputCollection?: string;
  readonly outputElement?: Expression;
  readonly completionCondition?: Expression;
}
