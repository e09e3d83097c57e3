import { SaxesParser } from 'saxes';
import { Refusal } from '../../refusal.ts';
import { Element, invalidMessage } from './element.ts';

/** Namespaces of the versions that are understood. */
const versions: Readonly<Record<string, string>> = {
  'http://www.wbf.org/xml/B2MML-V0401': 'V0401',
  'http://www.mesa.org/xml/B2MML': 'V0700',
};

export const bytesMax = 5_000_000;
const elementsMax = 200_000;
const depthMax = 64;

/**
 * Reads a B2MML message into elements that know their path and line. Refused: text that is not well-formed XML, document
 * type declarations (and with them all entities of its own), other namespaces, more than `bytesMax` or `elementsMax`.
 */
export function parseMessage(xml: string): { root: Element; version: string } {
  if (Buffer.byteLength(xml) > bytesMax)
    throw new Refusal({ code: 'message-too-large', status: 413, title: 'Message too large', detail: `The message is larger than ${bytesMax} bytes.`, params: { bytesMax }, nextStep: 'Send it in parts.' });
  const parser = new SaxesParser({ xmlns: true });
  const open: { element: Element; seen: Map<string, number> }[] = [];
  let root: Element | undefined;
  let version = '';
  let elements = 0;
  const here = (): string => open.at(-1)?.element.path ?? '';
  parser.on('error', (error) => {
    throw invalidMessage(here(), parser.line, `not well-formed XML (${error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')})`);
  });
  parser.on('doctype', () => {
    throw invalidMessage(here(), parser.line, 'a document type declaration is not allowed');
  });
  parser.on('opentag', ({ local, uri }) => {
    const parent = open.at(-1);
    const nth = (parent?.seen.get(local) ?? 0) + 1;
    parent?.seen.set(local, nth);
    const element = new Element(local, `${parent?.element.path ?? ''}/${local}${nth > 1 ? `[${nth}]` : ''}`, parser.line);
    if (++elements > elementsMax) throw element.complain(`more than ${elementsMax} elements`);
    if (open.length >= depthMax) throw element.complain(`more than ${depthMax} levels deep`);
    if (parent === undefined) {
      version = versions[uri] ?? '';
      if (version === '') throw element.complain(`the namespace "${uri}" is not one of ${Object.keys(versions).join(', ')}`);
      root = element;
    } else {
      parent.element.children.push(element);
    }
    open.push({ element, seen: new Map() });
  });
  parser.on('text', (text) => {
    const current = open.at(-1);
    if (current !== undefined) current.element.text += text;
  });
  parser.on('cdata', (text) => {
    open.at(-1)!.element.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return { root: root!, version };
}
