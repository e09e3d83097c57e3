import { bpmnChild, bpmnChildren, isBpmn, type XmlElement } from './xml.ts';

/** The root elements of a diagram that others refer to by id. */
export interface Definitions {
  readonly root: XmlElement;
  readonly messages: ReadonlyMap<string, XmlElement>;
  readonly errors: ReadonlyMap<string, XmlElement>;
  readonly signals: ReadonlyMap<string, XmlElement>;
  readonly escalations: ReadonlyMap<string, XmlElement>;
  readonly executableProcesses: readonly XmlElement[];
  /** Every element of the document that has an id. */
  readonly byId: ReadonlyMap<string, XmlElement>;
}

export function readDefinitions(root: XmlElement): Definitions {
  const byId = (name: string) => new Map(bpmnChildren(root, name).map((element) => [element.attributes['id'] ?? '', element]));
  return {
    root,
    messages: byId('message'), errors: byId('error'), signals: byId('signal'), escalations: byId('escalation'),
    executableProcesses: bpmnChildren(root, 'process').filter((process) => process.attributes['isExecutable'] === 'true'),
    byId: new Map(withIds(root)),
  };
}

function withIds(element: XmlElement): [string, XmlElement][] {
  const id = element.attributes['id'];
  return [...(id === undefined ? [] : [[id, element] as [string, XmlElement]]), ...element.children.flatMap((child) => withIds(child))];
}

/** The process that an element is part of. */
export function processOf(element: XmlElement | undefined): XmlElement | undefined {
  return element === undefined || isBpmn(element, 'process') ? element : processOf(element.parent);
}

/** The message of a receive task (`messageRef` on the task) or of a message event (on its definition). */
export function referencedMessage(holder: XmlElement, definitions: Definitions): XmlElement | undefined {
  return definitions.messages.get(localReference(holder.attributes['messageRef']));
}

export function referencedError(definition: XmlElement, definitions: Definitions): XmlElement | undefined {
  return definitions.errors.get(localReference(definition.attributes['errorRef']));
}

export function referencedEscalation(definition: XmlElement, definitions: Definitions): XmlElement | undefined {
  return definitions.escalations.get(localReference(definition.attributes['escalationRef']));
}

export function referencedSignal(definition: XmlElement, definitions: Definitions): XmlElement | undefined {
  return definitions.signals.get(localReference(definition.attributes['signalRef']));
}

/** A reference may be a qualified name (`tns:Message_1`); ids have no colon. */
export function localReference(reference: string | undefined): string {
  return reference === undefined ? '' : reference.slice(reference.indexOf(':') + 1);
}

/** Text of a child element, for example `timeDuration` of a timer event definition. */
export function childText(element: XmlElement, name: string): string | undefined {
  return bpmnChild(element, name)?.text;
}
