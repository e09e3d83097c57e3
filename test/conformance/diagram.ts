/**
 * Writes the BPMN of a scenario in few words, as a modeler would save it (with incoming and outgoing references).
 * Process ids, job types and message names carry `SCOPE`, which is replaced by a text of the scenario's own, so that
 * scenarios which share a broker do not meet.
 */
export const SCOPE = '§';

export interface Node {
  readonly tag: string;
  readonly id: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Children of extensionElements. */
  readonly extensions?: string;
  /** Event definitions or loop characteristics. */
  readonly body?: string;
  /** Of a sub-process. */
  readonly nodes?: readonly Node[];
  readonly flows?: string;
  /** Messages and errors that this node refers to. */
  readonly roots?: readonly string[];
  /** Associations out of this node: the schema wants them after everything else of their scope. */
  readonly artifacts?: string;
}

export interface Diagram {
  readonly processId: string;
  readonly xml: string;
}

type Extra = Partial<Pick<Node, 'attributes' | 'extensions' | 'body'>>;

/**
 * A process of `nodes`, joined by `flows`: `start -> gate -> a [x > 1] -> end; gate -> b [default] -> end`. A flow's id is
 * `<source>_<target>`; the bracket after a target is the condition of the flow into it.
 */
export function process(processId: string, nodes: readonly Node[], flows: string, extra: Extra = {}): Diagram {
  const id = processId + SCOPE;
  const roots = new Set(nodes.flatMap(collectRoots));
  const extensions = extra.extensions === undefined ? '' : `<bpmn:extensionElements>${extra.extensions}</bpmn:extensionElements>`;
  return { processId, xml: `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://takt.example/conformance">
<bpmn:process id="${id}" isExecutable="true">${extensions}${content(nodes, flows)}</bpmn:process>
${[...roots].join('\n')}
</bpmn:definitions>` };
}

function collectRoots(node: Node): string[] {
  return [...(node.roots ?? []), ...(node.nodes ?? []).flatMap(collectRoots)];
}

interface Flow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly condition?: string;
}

function parseFlows(text: string): Flow[] {
  return text.split(';').flatMap((chain) => {
    const steps = chain.split('->').map((step) => /^\s*(\S+?)\s*(?:\[(.*)\])?\s*$/s.exec(step));
    return steps.slice(1).map((step, index): Flow => {
      const [source, target] = [steps[index]?.[1], step?.[1]];
      if (source === undefined || target === undefined) throw new Error(`flows "${chain}" cannot be read`);
      const condition = step?.[2];
      return { id: `${source}_${target}`, source, target, ...(condition === undefined ? {} : { condition }) };
    });
  });
}

function content(nodes: readonly Node[], flowText: string): string {
  const flows = flowText === '' ? [] : parseFlows(flowText);
  return [...nodes.map((node) => element(node, flows)), ...flows.map(sequenceFlow), ...nodes.map(({ artifacts = '' }) => artifacts)].join('\n');
}

function sequenceFlow({ id, source, target, condition }: Flow): string {
  const expression = condition === undefined || condition === 'default'
    ? ''
    : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${escape(condition)}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${expression}</bpmn:sequenceFlow>`;
}

function element(node: Node, flows: readonly Flow[]): string {
  const defaultFlow = flows.find((flow) => flow.source === node.id && flow.condition === 'default');
  const attributes = { ...node.attributes, ...(defaultFlow === undefined ? {} : { default: defaultFlow.id }) };
  return [
    `<bpmn:${node.tag} id="${node.id}"${Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`).join('')}>`,
    node.extensions === undefined || node.extensions === '' ? '' : `<bpmn:extensionElements>${node.extensions}</bpmn:extensionElements>`,
    ...flows.filter((flow) => flow.target === node.id).map((flow) => `<bpmn:incoming>${flow.id}</bpmn:incoming>`),
    ...flows.filter((flow) => flow.source === node.id).map((flow) => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`),
    node.body ?? '',
    node.nodes === undefined ? '' : content(node.nodes, node.flows ?? ''),
    `</bpmn:${node.tag}>`,
  ].join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** What an event waits for, throws or does. Times are FEEL or ISO 8601. */
export type Event =
  | { readonly message: string; readonly key?: string }
  | { readonly duration: string }
  | { readonly cycle: string }
  | { readonly date: string }
  | { readonly error: string }
  | { readonly anyError: true }
  /** Empty: an escalation without code; a catch event catches every escalation then. */
  | { readonly escalation: string }
  | { readonly anyEscalation: true }
  | { readonly signal: string }
  | { readonly link: string }
  /** The activity whose work is undone; empty: all of the scope. */
  | { readonly compensate: string }
  | { readonly terminate: true };

function eventParts(nodeId: string, event: Event | undefined): Pick<Node, 'body' | 'roots'> {
  if (event === undefined) return {};
  if ('message' in event) {
    return { body: `<bpmn:messageEventDefinition messageRef="${messageId(event)}"/>`, roots: [messageRoot(event)] };
  }
  if ('error' in event) {
    const id = `error-${event.error.replaceAll(/[^\w-]/g, '_')}`;
    return {
      body: `<bpmn:errorEventDefinition errorRef="${id}"/>`,
      roots: [`<bpmn:error id="${id}" errorCode="${escape(event.error)}"/>`],
    };
  }
  if ('escalation' in event) {
    const id = `escalation-${event.escalation.replaceAll(/[^\w-]/g, '_')}`;
    return {
      body: `<bpmn:escalationEventDefinition escalationRef="${id}"/>`,
      roots: [`<bpmn:escalation id="${id}" escalationCode="${escape(event.escalation)}"/>`],
    };
  }
  if ('anyEscalation' in event) return { body: '<bpmn:escalationEventDefinition/>' };
  if ('signal' in event) {
    const id = `signal-${event.signal.replaceAll(/[^\w-]/g, '_')}`;
    const name = event.signal.startsWith('=') ? event.signal : event.signal + SCOPE;
    return { body: `<bpmn:signalEventDefinition signalRef="${id}"/>`, roots: [`<bpmn:signal id="${id}" name="${escape(name)}"/>`] };
  }
  if ('link' in event) return { body: `<bpmn:linkEventDefinition id="${nodeId}-link" name="${escape(event.link)}"/>` };
  if ('compensate' in event) {
    return { body: `<bpmn:compensateEventDefinition id="${nodeId}-compensation"${event.compensate === '' ? '' : ` activityRef="${event.compensate}"`}/>` };
  }
  if ('anyError' in event) return { body: '<bpmn:errorEventDefinition/>' };
  if ('terminate' in event) return { body: '<bpmn:terminateEventDefinition/>' };
  const [kind, value] = 'duration' in event ? ['timeDuration', event.duration] : 'cycle' in event ? ['timeCycle', event.cycle] : ['timeDate', event.date];
  return {
    body: `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${escape(value!)}</bpmn:${kind}></bpmn:timerEventDefinition>`,
  };
}

function messageId(event: { message: string; key?: string }): string {
  return `message-${event.message}${event.key === undefined ? '-start' : ''}`.replaceAll(/[^\w-]/g, '_');
}

function messageRoot(event: { message: string; key?: string }): string {
  const subscription = event.key === undefined ? '' : `<zeebe:subscription correlationKey="${escape(event.key)}"/>`;
  const name = event.message.startsWith('=') ? event.message : event.message + SCOPE;
  const extensions = subscription === '' ? '' : `<bpmn:extensionElements>${subscription}</bpmn:extensionElements>`;
  return `<bpmn:message id="${messageId(event)}" name="${escape(name)}">${extensions}</bpmn:message>`;
}

export const start = (id = 'start', event?: Event, extra: Extra = {}): Node => ({ tag: 'startEvent', id, ...eventParts(id, event), ...extra });
/** A start event of a non-interrupting event sub-process. */
export const parallelStart = (id: string, event: Event): Node => start(id, event, { attributes: { isInterrupting: 'false' } });
export const end = (id = 'end', event?: Event, extra: Extra = {}): Node => ({ tag: 'endEvent', id, ...eventParts(id, event), ...extra });
export const catchEvent = (id: string, event: Event, extra: Extra = {}): Node => ({ tag: 'intermediateCatchEvent', id, ...eventParts(id, event), ...extra });
export const throwEvent = (id: string, extra: Extra = {}, event?: Event): Node => ({ tag: 'intermediateThrowEvent', id, ...eventParts(id, event), ...extra });

export function boundary(id: string, attachedToRef: string, event: Event, { interrupting = true, ...extra }: Extra & { interrupting?: boolean } = {}): Node {
  return {
    tag: 'boundaryEvent', id, ...eventParts(id, event), ...extra,
    attributes: { attachedToRef, ...(interrupting ? {} : { cancelActivity: 'false' }) },
  };
}

/** A compensation boundary event on an activity, and the handler that undoes its work. */
export function undo(attachedToRef: string, handler: Node): Node[] {
  const id = `${attachedToRef}-undone`;
  return [
    {
      ...boundary(id, attachedToRef, { compensate: '' }),
      artifacts: `<bpmn:association id="${id}-association" associationDirection="One" sourceRef="${id}" targetRef="${handler.id}"/>`,
    },
    { ...handler, attributes: { ...handler.attributes, isForCompensation: 'true' } },
  ];
}

/** A service task (or send, script, business rule task by `tag`) of a job type. */
export function job(id: string, { type = 'work', retries, headers = {}, tag = 'serviceTask', ...extra }: Extra & {
  type?: string; retries?: string; headers?: Record<string, string>; tag?: string;
} = {}): Node {
  const scopedType = type.startsWith('=') ? type : type + SCOPE;
  const taskHeaders = Object.entries(headers).map(([key, value]) => `<zeebe:header key="${key}" value="${escape(value)}"/>`);
  return {
    tag, id, ...extra,
    extensions: `<zeebe:taskDefinition type="${escape(scopedType)}"${retries === undefined ? '' : ` retries="${escape(retries)}"`}/>`
      + (taskHeaders.length > 0 ? `<zeebe:taskHeaders>${taskHeaders.join('')}</zeebe:taskHeaders>` : '')
      + (extra.extensions ?? ''),
  };
}

export function receive(id: string, event: { message: string; key: string }, extra: Extra = {}): Node {
  return { tag: 'receiveTask', id, ...extra, attributes: { messageRef: messageId(event) }, roots: [messageRoot(event)] };
}

export const plain = (tag: string, id: string, extra: Extra = {}): Node => ({ tag, id, ...extra });
export const exclusive = (id: string): Node => ({ tag: 'exclusiveGateway', id });
export const inclusive = (id: string): Node => ({ tag: 'inclusiveGateway', id });
export const eventBased = (id: string): Node => ({ tag: 'eventBasedGateway', id });
export const parallel = (id: string): Node => ({ tag: 'parallelGateway', id });
export const sub = (id: string, nodes: readonly Node[], flows: string, extra: Extra = {}): Node => ({ tag: 'subProcess', id, nodes, flows, ...extra });
export const eventSub = (id: string, nodes: readonly Node[], flows: string): Node =>
  ({ tag: 'subProcess', id, nodes, flows, attributes: { triggeredByEvent: 'true' } });

export function call(id: string, processId: string, { propagateAll = true, propagateParent, ...extra }: Extra & { propagateAll?: boolean; propagateParent?: boolean } = {}): Node {
  const called = processId.startsWith('=') ? processId : processId + SCOPE;
  const parent = propagateParent === undefined ? '' : ` propagateAllParentVariables="${propagateParent}"`;
  return {
    tag: 'callActivity', id, ...extra,
    extensions: `<zeebe:calledElement processId="${escape(called)}" propagateAllChildVariables="${propagateAll}"${parent}/>${extra.extensions ?? ''}`,
  };
}

/** Input and output mappings: `['=source', 'target']`. */
export function io(mappings: { in?: readonly (readonly [string, string])[]; out?: readonly (readonly [string, string])[] }): string {
  const lines = (tag: string, pairs: readonly (readonly [string, string])[] = []) =>
    pairs.map(([source, target]) => `<zeebe:${tag} source="${escape(source)}" target="${target}"/>`).join('');
  return `<zeebe:ioMapping>${lines('input', mappings.in)}${lines('output', mappings.out)}</zeebe:ioMapping>`;
}

/** Multi-instance characteristics over a FEEL list. */
export function each(collection: string, { sequential = false, element, output, result, until }: {
  sequential?: boolean; element?: string; output?: string; result?: string; until?: string;
} = {}): string {
  const attributes = Object.entries({ inputCollection: collection, inputElement: element, outputCollection: output, outputElement: result })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(value!)}"`);
  const condition = until === undefined ? '' : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${escape(until)}</bpmn:completionCondition>`;
  return `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:extensionElements><zeebe:loopCharacteristics${attributes.join('')}/></bpmn:extensionElements>${condition}</bpmn:multiInstanceLoopCharacteristics>`;
}

/** A `zeebe:userTask` with, for example, `assignee`, `candidateGroups`, `dueDate`. */
export function userTask(id: string, { assignment = {}, schedule = {}, form, ...extra }: Extra & {
  assignment?: Record<string, string>; schedule?: Record<string, string>; form?: string;
} = {}): Node {
  return {
    tag: 'userTask', id, ...extra,
    extensions: `<zeebe:userTask/>${userTaskParts({ assignment, schedule })}${form === undefined ? '' : `<zeebe:formDefinition externalReference="${form}"/>`}${extra.extensions ?? ''}`,
  };
}

/** A user task that is a job of type `io.camunda.zeebe:userTask`. */
export function jobUserTask(id: string, { assignment = {}, schedule = {}, ...extra }: Extra & {
  assignment?: Record<string, string>; schedule?: Record<string, string>;
} = {}): Node {
  return { tag: 'userTask', id, ...extra, extensions: `${userTaskParts({ assignment, schedule })}${extra.extensions ?? ''}` };
}

function userTaskParts(parts: { assignment: Record<string, string>; schedule: Record<string, string> }): string {
  const attributes = (values: Record<string, string>) => Object.entries(values).map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
  return (Object.keys(parts.assignment).length > 0 ? `<zeebe:assignmentDefinition${attributes(parts.assignment)}/>` : '')
    + (Object.keys(parts.schedule).length > 0 ? `<zeebe:taskSchedule${attributes(parts.schedule)}/>` : '');
}

export const script = (id: string, expression: string, resultVariable: string): Node =>
  ({ tag: 'scriptTask', id, extensions: `<zeebe:script expression="${escape(expression)}" resultVariable="${resultVariable}"/>` });
