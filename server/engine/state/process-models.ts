import type { ExecutableElement, ExecutableFlowNode, ExecutableProcess, ExecutableScope } from '../model/types.ts';
import type { Key } from '../records/types.ts';
import type { ProcessInstanceValue } from '../records/values.ts';
import type { State } from './state.ts';

export type ExecutableNode = ExecutableFlowNode | ExecutableScope;

/** Reads a deployed resource again; it was accepted once, so it must be readable. */
export type ReadResource = (xml: string, resourceName: string) => readonly ExecutableProcess[];

const PARSED_MAX = 500;

/** The executable processes of the deployed versions, parsed when first needed. */
export class ProcessModels {
  readonly #state: State;
  readonly #read: ReadResource;
  readonly #parsed = new Map<Key, ExecutableProcess>();

  constructor(state: State, read: ReadResource) {
    this.#state = state;
    this.#read = read;
  }

  process(processDefinitionKey: Key): ExecutableProcess {
    const parsed = this.#parsed.get(processDefinitionKey);
    if (parsed !== undefined) return parsed;
    const deployed = this.#state.processes.get('', processDefinitionKey);
    if (deployed === undefined) throw new Error(`no process with key ${processDefinitionKey} is deployed`);
    const xml = Buffer.from(deployed.resource, 'base64').toString('utf8');
    const process = this.#read(xml, deployed.resourceName).find(({ id }) => id === deployed.bpmnProcessId);
    if (process === undefined) throw new Error(`${deployed.resourceName} has no process ${deployed.bpmnProcessId} any more`);
    if (this.#parsed.size >= PARSED_MAX) this.#parsed.delete(this.#parsed.keys().next().value!);
    this.#parsed.set(processDefinitionKey, process);
    return process;
  }

  /** After a command was undone: what it deployed never was, and its keys will be given again. */
  forget(): void {
    this.#parsed.clear();
  }

  element(processDefinitionKey: Key, elementId: string): ExecutableElement {
    const process = this.process(processDefinitionKey);
    const element = elementId === process.id ? process : process.elementsById.get(elementId);
    if (element === undefined) throw new Error(`process ${process.id} has no element ${elementId}`);
    return element;
  }

  /** The node a process instance record is about; a multi-instance body and its inner activity share their id. */
  node(value: ProcessInstanceValue): ExecutableNode {
    const node = this.element(value.processDefinitionKey, value.elementId);
    if (node.elementType === 'SEQUENCE_FLOW') throw new Error(`${value.elementId} is a sequence flow`);
    const inner = node.multiInstance?.inner;
    return inner !== undefined && value.bpmnElementType !== 'MULTI_INSTANCE_BODY' ? inner : node;
  }
}
