import { SaxesParser, type SaxesTagNS } from 'saxes';
import { BPMN_NAMESPACE, ZEEBE_NAMESPACE } from './namespaces.ts';

/** An element of the diagram's XML, with the place it came from. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** As written: `bpmn:process`. */
  readonly prefixedName: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly parent?: XmlElement;
  /** The text directly inside, trimmed. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

export type XmlResult =
  | { readonly ok: true; readonly root: XmlElement; readonly lineCount: number }
  /** `message`: in the words of the parser that Zeebe uses, where they are known. */
  | { readonly ok: false; readonly message: string };

const DOCTYPE_REFUSED =
  'DOCTYPE is disallowed when the feature "http://apache.org/xml/features/disallow-doctype-decl" set to true.';

/** Deeper than any diagram, shallower than what the recursive readers survive. */
const DEPTH_MAX = 200;

interface OpenElement {
  namespace: string;
  name: string;
  prefixedName: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  parent?: OpenElement;
  text: string;
  line: number;
}

/**
 * Reads XML into a tree, synchronously. Document type declarations are refused: they allow entity bombs and outside references, and no
 * diagram needs one.
 */
export function readXml(xml: string): XmlResult {
  const parser = new SaxesParser({ xmlns: true, position: true });
  let root: OpenElement | undefined;
  let open: OpenElement | undefined;
  let depth = 0;
  const refuse = (reason: string): never => { throw new Error(`Fatal Error: URI=null Line=${parser.line}: ${reason}`); };
  parser.on('error', (error) => refuse(fatalReason(error.message, root === undefined)));
  parser.on('doctype', () => refuse(DOCTYPE_REFUSED));
  parser.on('opentag', (tag: SaxesTagNS) => {
    depth += 1;
    if (depth > DEPTH_MAX) refuse(`Elements are nested deeper than ${DEPTH_MAX}.`);
    const element: OpenElement = {
      namespace: tag.uri, name: tag.local, prefixedName: tag.name, attributes: readAttributes(tag),
      children: [], text: '', line: parser.line,
      ...(open === undefined ? {} : { parent: open }),
    };
    if (open === undefined) root = element;
    else open.children.push(element);
    open = element;
  });
  parser.on('text', (text) => { if (open !== undefined) open.text += text; });
  parser.on('cdata', (text) => { if (open !== undefined) open.text += text; });
  parser.on('closetag', () => {
    depth -= 1;
    if (open !== undefined) open.text = open.text.trim();
    open = open?.parent;
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  return root === undefined
    ? { ok: false, message: 'Fatal Error: URI=null Line=1: Premature end of file.' }
    : { ok: true, root, lineCount: xml.split('\n').length };
}

/** From `line:column: reason.`; the first words of a file that is no XML get the answer that everybody searches for. */
function fatalReason(message: string, beforeRoot: boolean): string {
  const reason = message.replace(/^(?:[^:]*:)?\d+:\d+: /, '');
  if (/undefined entity/.test(reason)) return 'An entity was referenced, but not declared.';
  if (!beforeRoot) return reason;
  return /document must contain a root element/.test(reason) ? 'Premature end of file.' : 'Content is not allowed in prolog.';
}

/** Attributes without a prefix, and those of the Zeebe namespace as `zeebe:name`. */
function readAttributes(tag: SaxesTagNS): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.prefix === '') attributes[attribute.local] = attribute.value;
    else if (attribute.uri === ZEEBE_NAMESPACE) attributes[`zeebe:${attribute.local}`] = attribute.value;
  }
  return attributes;
}

export function isBpmn(element: XmlElement, ...names: readonly string[]): boolean {
  return element.namespace === BPMN_NAMESPACE && (names.length === 0 || names.includes(element.name));
}

/** Direct children of the BPMN namespace with one of these names, in document order. */
export function bpmnChildren(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return element.children.filter((child) => isBpmn(child, ...names));
}

export function bpmnChild(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => isBpmn(child, name));
}

/** The `zeebe:<name>` extension elements of a BPMN element. */
export function zeebeExtensions(element: XmlElement, name: string): XmlElement[] {
  const holder = bpmnChild(element, 'extensionElements');
  return holder === undefined ? [] : zeebeChildren(holder, name);
}

export function zeebeExtension(element: XmlElement, name: string): XmlElement | undefined {
  return zeebeExtensions(element, name)[0];
}

export function zeebeChildren(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.namespace === ZEEBE_NAMESPACE && child.name === name);
}
