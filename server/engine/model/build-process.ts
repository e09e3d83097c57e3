import type { ExecutableElement, ExecutableFlowNode, ExecutableProcess, ExecutableScope, ExecutableSequenceFlow } from './types.ts';
import { readCalledDecision, readCalledElement, readJob, readListeners, readMappings, readMultiInstance, readScript, readTaskHeaders, readUserTask } from './activities.ts';
import { compensationHandlerId, linkName, readEvent, readMessage } from './events.ts';
import { executableEventType, flowNodeType } from './element-types.ts';
import { childText, type Definitions } from './definitions.ts';
import { bpmnChildren, type XmlElement } from './xml.ts';
import type { Compile } from './compile.ts';

/** While it is built, an element's links are still open. */
type Building<T> = { -readonly [K in keyof T]: NonNullable<T[K]> extends readonly (infer Item)[] ? Item[] : T[K] };
type NodeDraft = Building<ExecutableFlowNode>;
type ScopeDraft = Building<ExecutableScope>;
/** What depends on the element type. */
type TypeProperties = Pick<ExecutableFlowNode,
  'job' | 'listeners' | 'userTask' | 'script' | 'calledElement' | 'calledDecision' | 'message' | 'timer' | 'signalName' | 'errorCode' | 'escalationCode' | 'compensatedActivity' | 'interrupting'>;

/** Makes the executable form of a process element that passed validation. */
export function buildProcess(element: XmlElement, definitions: Definitions, compile: Compile): ExecutableProcess {
  return new ProcessBuilder(definitions, compile).build(element);
}

class ProcessBuilder {
  private readonly elementsById = new Map<string, ExecutableElement>();
  private readonly definitions: Definitions;
  private readonly compile: Compile;

  constructor(definitions: Definitions, compile: Compile) {
    this.definitions = definitions;
    this.compile = compile;
  }

  build(element: XmlElement): ExecutableProcess {
    const draft = { ...this.scopeDraft(element, 'PROCESS', undefined), elementsById: this.elementsById };
    const process = draft as ExecutableScope as ExecutableProcess;
    this.elementsById.set(process.id, process);
    this.fillScope(element, draft);
    this.connect(element, process);
    return process;
  }

  /** Flow nodes of the scope and, recursively, of its subprocesses. */
  private fillScope(element: XmlElement, scope: ScopeDraft): void {
    for (const child of bpmnChildren(element)) {
      const type = flowNodeType(child);
      if (type === undefined) continue;
      const node = this.node(child, type, scope as ExecutableScope);
      this.elementsById.set(node.id, node);
      scope.children.push(node);
      if (type === 'EVENT_SUB_PROCESS') scope.eventSubprocesses.push(node as ExecutableScope);
      if (type === 'START_EVENT') {
        scope.startEvents.push(node);
        // Where there are several that count as none, Zeebe 8.5 takes the diagram's last.
        if (node.eventType === 'NONE') scope.noneStartEvent = node;
      }
    }
  }

  private node(element: XmlElement, type: ExecutableFlowNode['elementType'], scope: ExecutableScope): ExecutableFlowNode {
    const isScope = type === 'SUB_PROCESS' || type === 'EVENT_SUB_PROCESS';
    const activity = isScope ? this.scopeDraft(element, type, scope) : this.nodeDraft(element, type, scope);
    if (isScope) this.fillScope(element, activity as ScopeDraft);
    const multiInstance = readMultiInstance(element, this.compile);
    if (multiInstance === undefined) return activity as ExecutableFlowNode;
    const { id, name } = activity;
    return {
      id, ...(name === undefined ? {} : { name }), scope, elementType: 'MULTI_INSTANCE_BODY', eventType: 'UNSPECIFIED',
      incoming: [], outgoing: [], inputs: [], outputs: [], taskHeaders: {}, boundaryEvents: [],
      multiInstance: { ...multiInstance, inner: activity as ExecutableFlowNode },
    };
  }

  private scopeDraft(element: XmlElement, type: ExecutableFlowNode['elementType'], scope: ExecutableScope | undefined): ScopeDraft {
    return { ...this.nodeDraft(element, type, scope), children: [], startEvents: [], eventSubprocesses: [] };
  }

  private nodeDraft(element: XmlElement, type: ExecutableFlowNode['elementType'], scope: ExecutableScope | undefined): NodeDraft {
    const { id, name } = element.attributes;
    return {
      id: id ?? '', ...(name === undefined ? {} : { name }), ...(scope === undefined ? {} : { scope }),
      elementType: type, eventType: executableEventType(element), incoming: [], outgoing: [], boundaryEvents: [],
      inputs: readMappings(element, 'input', this.compile), outputs: readMappings(element, 'output', this.compile),
      taskHeaders: readTaskHeaders(element),
      ...this.typeProperties(element, type),
    };
  }

  private typeProperties(element: XmlElement, type: ExecutableFlowNode['elementType']): TypeProperties {
    switch (type) {
      case 'USER_TASK': return readUserTask(element, this.compile);
      case 'RECEIVE_TASK': return readMessage(element, this.definitions, this.compile);
      case 'CALL_ACTIVITY': return optional('calledElement', readCalledElement(element, this.compile));
      case 'SCRIPT_TASK':
        return { ...optional('script', readScript(element, this.compile)), ...optional('job', readJob(element, this.compile)) };
      case 'BUSINESS_RULE_TASK':
        return { ...optional('calledDecision', readCalledDecision(element, this.compile)), ...optional('job', readJob(element, this.compile)) };
      case 'SERVICE_TASK': return { ...optional('job', readJob(element, this.compile)), ...optional('listeners', readListeners(element, this.compile)) };
      case 'SEND_TASK': return optional('job', readJob(element, this.compile));
      case 'INTERMEDIATE_THROW_EVENT': case 'END_EVENT':
        return { ...optional('job', readJob(element, this.compile)), ...readEvent(element, this.definitions, this.compile) };
      case 'START_EVENT':
        return { ...readEvent(element, this.definitions, this.compile), interrupting: element.attributes['isInterrupting'] !== 'false' };
      case 'BOUNDARY_EVENT':
        return { ...readEvent(element, this.definitions, this.compile), interrupting: element.attributes['cancelActivity'] !== 'false' };
      case 'INTERMEDIATE_CATCH_EVENT': return readEvent(element, this.definitions, this.compile);
      default: return {};
    }
  }

  /** Sequence flows, default flows and boundary events: they refer to nodes that all exist now. */
  private connect(element: XmlElement, scope: ExecutableScope): void {
    for (const child of bpmnChildren(element)) {
      if (child.name === 'sequenceFlow') this.connectFlow(child, scope);
    }
    const linkTargets = new Map(bpmnChildren(element, 'intermediateCatchEvent').map((event) => [linkName(event), event.attributes['id'] ?? '']));
    for (const child of bpmnChildren(element)) {
      const node = this.elementsById.get(child.attributes['id'] ?? '') as NodeDraft | undefined;
      if (node === undefined) continue;
      const linkTarget = child.name === 'intermediateThrowEvent' ? linkTargets.get(linkName(child) ?? '') : undefined;
      if (linkTarget !== undefined) node.linkTarget = this.elementsById.get(linkTarget) as ExecutableFlowNode;
      const { default: defaultFlow, attachedToRef } = child.attributes;
      if (defaultFlow !== undefined) node.defaultFlow = this.elementsById.get(defaultFlow) as ExecutableSequenceFlow;
      if (child.name === 'boundaryEvent' && attachedToRef !== undefined) {
        const activity = this.elementsById.get(attachedToRef) as NodeDraft;
        activity.boundaryEvents.push(node as ExecutableFlowNode);
        node.attachedTo = activity as ExecutableFlowNode;
        const handler = this.elementsById.get(compensationHandlerId(child) ?? '');
        if (handler !== undefined) node.compensationHandler = handler as ExecutableFlowNode;
      }
      if (child.name === 'subProcess') this.connect(child, (node.multiInstance?.inner ?? node) as ExecutableScope);
    }
  }

  private connectFlow(element: XmlElement, scope: ExecutableScope): void {
    const { id, name, sourceRef, targetRef } = element.attributes;
    const source = this.elementsById.get(sourceRef ?? '') as NodeDraft;
    const target = this.elementsById.get(targetRef ?? '') as NodeDraft;
    const condition = childText(element, 'conditionExpression');
    const flow: ExecutableSequenceFlow = {
      id: id ?? '', ...(name === undefined ? {} : { name }), scope, elementType: 'SEQUENCE_FLOW',
      source: source as ExecutableFlowNode, target: target as ExecutableFlowNode,
      ...(condition === undefined ? {} : { condition: this.compile(condition) }),
    };
    source.outgoing.push(flow);
    target.incoming.push(flow);
    this.elementsById.set(flow.id, flow);
  }
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : { [key]: value } as { readonly [P in K]?: V };
}
