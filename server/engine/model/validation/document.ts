import { memberOf } from '../../members.ts';
import { BPMN_NAMESPACE } from '../namespaces.ts';
import { isBpmn, type XmlElement } from '../xml.ts';

const NCNAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u;

const REQUIRED_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  definitions: ['targetNamespace'], sequenceFlow: ['sourceRef', 'targetRef'], boundaryEvent: ['attachedToRef'], linkEventDefinition: ['name'],
};

/** Attributes that must name an element of the document. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  sequenceFlow: ['sourceRef', 'targetRef'], boundaryEvent: ['attachedToRef'],
  exclusiveGateway: ['default'], inclusiveGateway: ['default'],
};

/** Everything that the BPMN schema allows in a process or subprocess. */
const SCOPE_CHILDREN = new RegExp(`^(${[
  'documentation', 'extensionElements', 'auditing', 'monitoring', 'property', 'laneSet', 'artifact', 'association', 'group', 'textAnnotation',
  'resourceRole', 'performer', 'humanPerformer', 'potentialOwner', 'correlationSubscription', 'supports', 'supportedInterfaceRef', 'ioSpecification',
  'ioBinding', 'dataInputAssociation', 'dataOutputAssociation', 'standardLoopCharacteristics', 'multiInstanceLoopCharacteristics', 'incoming',
  'outgoing', 'categoryValueRef', 'sequenceFlow', 'dataObject', 'dataObjectReference', 'dataStoreReference', 'event', 'startEvent', 'endEvent',
  'boundaryEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'implicitThrowEvent', 'task', '(service|send|receive|user|script|businessRule|manual)Task',
  '(exclusive|parallel|inclusive|eventBased|complex)Gateway', 'callActivity', 'subProcess', 'adHocSubProcess', 'transaction', 'callChoreography',
  'choreographyTask', 'subChoreography',
].join('|')})$`);

const ONE_CHILD_OF: Readonly<Record<string, readonly string[]>> = { timerEventDefinition: ['timeDate', 'timeDuration', 'timeCycle'] };

/**
 * What the BPMN schema says and the engine relies on: identifiers, references, required attributes. In the words (and with the line) of
 * the schema validator that Zeebe uses, because it stops at the first of them.
 */
export function documentProblem(root: XmlElement, lineCount: number): string | undefined {
  if (!isBpmn(root, 'definitions')) {
    return problem(root.line, `cvc-elt.1.a: Cannot find the declaration of element '${root.prefixedName}'.`);
  }
  const ids = new Set<string>();
  return firstOf(root, (element) => identityProblem(element, ids))
    ?? firstOf(root, (element) => referenceProblem(element, ids, lineCount));
}

function identityProblem(element: XmlElement, ids: Set<string>): string | undefined {
  if (element.namespace !== BPMN_NAMESPACE) return undefined;
  for (const name of memberOf(REQUIRED_ATTRIBUTES, element.name) ?? []) {
    if (element.attributes[name] === undefined) {
      return problem(element.line, `cvc-complex-type.4: Attribute '${name}' must appear on element '${element.prefixedName}'.`);
    }
  }
  if (isBpmn(element, 'process', 'subProcess')) {
    const stranger = element.children.find((child) => isBpmn(child) && !SCOPE_CHILDREN.test(child.name));
    if (stranger !== undefined) {
      return problem(stranger.line, `cvc-complex-type.2.4.a: Invalid content was found starting with element '{"${BPMN_NAMESPACE}":${stranger.name}}'.`);
    }
  }
  const exclusive = memberOf(ONE_CHILD_OF, element.name) ?? [];
  const second = element.children.filter((child) => isBpmn(child, ...exclusive) && exclusive.length > 0)[1];
  if (second !== undefined) {
    return problem(second.line,
      `cvc-complex-type.2.4.d: Invalid content was found starting with element '${second.prefixedName}'. No child element is expected at this point.`);
  }
  const id = element.attributes['id'];
  if (id === undefined) return undefined;
  if (!NCNAME.test(id)) return problem(element.line, `cvc-datatype-valid.1.2.1: '${id}' is not a valid value for 'NCName'.`);
  if (ids.has(id)) return problem(element.line, `cvc-id.2: There are multiple occurrences of ID value '${id}'.`);
  ids.add(id);
  return undefined;
}

/** Zeebe notices a dangling reference at the end of the document, so that is the line it names. */
function referenceProblem(element: XmlElement, ids: ReadonlySet<string>, lineCount: number): string | undefined {
  if (element.namespace !== BPMN_NAMESPACE) return undefined;
  for (const name of memberOf(REFERENCES, element.name) ?? []) {
    const reference = element.attributes[name];
    if (reference !== undefined && !ids.has(reference)) {
      return problem(lineCount, `cvc-id.1: There is no ID/IDREF binding for IDREF '${reference}'.`);
    }
  }
  return undefined;
}

function problem(line: number, message: string): string {
  return `Error: URI=null Line=${line}: ${message}`;
}

function firstOf(element: XmlElement, check: (element: XmlElement) => string | undefined): string | undefined {
  const own = check(element);
  if (own !== undefined) return own;
  for (const child of element.children) {
    const inner = firstOf(child, check);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
