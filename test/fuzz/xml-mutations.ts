import { damaged } from './documents.ts';
import { below, oneOf } from './fuzz-case.ts';
import type { Random } from './fuzz-case.ts';

type Mutation = (random: Random, xml: string) => string | Buffer;

const TAG = /<[^<>]+>/g;
const ELEMENT = /<((?:\w+:)?\w+)\b[^<>]*\/>|<((?:\w+:)?\w+)\b[^<>]*>[^<]*<\/\2>/g;
const ATTRIBUTE = /\s[\w:.-]+="[^"]*"/g;
const ELEMENTS = [
  'startEvent', 'endEvent', 'serviceTask', 'scriptTask', 'userTask', 'receiveTask', 'sendTask', 'subProcess', 'callActivity', 'exclusiveGateway', 'parallelGateway', 'inclusiveGateway',
  'eventBasedGateway', 'boundaryEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'sequenceFlow', 'process', 'transaction', 'adHocSubProcess', 'complexGateway', 'dataObject', 'lane', 'decision', 'decisionTable', 'rule',
];
const VALUES = ['', ' ', '=', '=x', '=1/0', '=[', '=for i in 1..100000 return i', 'true', 'false', '-1', '0', '1e9', 'PT0S', 'R/PT0S', 'R1000000/PT0.001S', 'P9999999999Y', '0001-01-01T00:00:00Z', '* * * * * *', 'a b', '&#x0;', '&#xD800;', '\u202e', '__proto__', 'constructor'];

/** One place of the pattern, replaced. */
function replaceOne(random: Random, text: string, pattern: RegExp, replace: (found: string) => string): string {
  const places = [...text.matchAll(pattern)];
  if (places.length === 0) return text;
  const { index, 0: found } = oneOf(random, places);
  return text.slice(0, index) + replace(found) + text.slice(index + found.length);
}

function ids(xml: string): string[] {
  return [...xml.matchAll(/\sid="([^"]*)"/g)].map((found) => found[1]!);
}

function swap(random: Random, xml: string, pattern: RegExp): string {
  const places = [...xml.matchAll(pattern)];
  if (places.length < 2) return xml;
  const [a, b] = [oneOf(random, places), oneOf(random, places)].sort((one, other) => one.index - other.index) as [RegExpExecArray, RegExpExecArray];
  if (a.index + a[0].length > b.index) return xml;
  return xml.slice(0, a.index) + b[0] + xml.slice(a.index + a[0].length, b.index) + a[0] + xml.slice(b.index + b[0].length);
}

function insertAfterTag(random: Random, xml: string, insertion: string): string {
  return replaceOne(random, xml, TAG, (tag) => tag + insertion);
}

function bomb(levels: number): string {
  const entities = Array.from({ length: levels }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
  return `<?xml version="1.0"?><!DOCTYPE definitions [<!ENTITY e0 "ha">${entities}]><definitions>&e${levels};</definitions>`;
}

/** What can be wrong with a diagram, from the file to the references. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'an element is missing': (random, xml) => replaceOne(random, xml, ELEMENT, () => ''),
  'an element is there twice': (random, xml) => replaceOne(random, xml, ELEMENT, (found) => found + found),
  'two elements change places': (random, xml) => swap(random, xml, ELEMENT),
  'an element is another': (random, xml) => replaceOne(random, xml, ELEMENT, (found) => {
    const name = oneOf(random, ELEMENTS);
    return found.replaceAll(/(<\/?(?:\w+:)?)\w+(?=[\s>/])/g, `$1${name}`);
  }),
  'a tag is missing': (random, xml) => replaceOne(random, xml, TAG, () => ''),
  'a tag is there twice': (random, xml) => replaceOne(random, xml, TAG, (tag) => tag + tag),
  'an attribute is missing': (random, xml) => replaceOne(random, xml, ATTRIBUTE, () => ''),
  'an attribute is there twice': (random, xml) => replaceOne(random, xml, ATTRIBUTE, (found) => found + found),
  'two attributes change places': (random, xml) => swap(random, xml, ATTRIBUTE),
  'an attribute has another value': (random, xml) => replaceOne(random, xml, ATTRIBUTE, (found) => found.replace(/"[^"]*"/, () => `"${oneOf(random, VALUES)}"`)),
  'a text is another': (random, xml) => replaceOne(random, xml, />[^<]+</g, () => `>${oneOf(random, VALUES)}<`),
  'an attribute is huge': (random, xml) => replaceOne(random, xml, ATTRIBUTE, (found) => found.replace(/"[^"]*"/, `"${'a'.repeat(10 ** (2 + below(random, 4)))}"`)),
  'a reference leads elsewhere': (random, xml) => replaceOne(random, xml, /\s(?:\w*Ref|default|processId|decisionId|formId|bpmnElement)="[^"]*"/g,
    (found) => found.replace(/"[^"]*"/, () => `"${oneOf(random, ids(xml).concat('nowhere'))}"`)),
  'a flow leads to where it comes from': (random, xml) => replaceOne(random, xml, /\ssourceRef="[^"]*"\s+targetRef="[^"]*"/g, (found) => found.replace(/targetRef="[^"]*"/, () => `targetRef="${/sourceRef="([^"]*)"/.exec(found)![1]}"`)),
  'an id is there twice': (random, xml) => replaceOne(random, xml, /\sid="[^"]*"/g, () => ` id="${oneOf(random, ids(xml).concat('x'))}"`),
  'a namespace is another': (random, xml) => replaceOne(random, xml, /\sxmlns(?::\w+)?="[^"]*"/g, () => oneOf(random, ['', ' xmlns="http://example.com"', ' xmlns:bpmn=""', ' xmlns:zeebe="x"'])),
  'a prefix is unknown': (random, xml) => replaceOne(random, xml, /<\/?\w+:/g, (found) => found.replace(/\w+:/, oneOf(random, ['nope:', ':', 'xml:', 'xmlns:', '']))),
  'the file ends too early': (random, xml) => xml.slice(0, below(random, xml.length)),
  'the file begins too late': (random, xml) => xml.slice(below(random, xml.length)),
  'a piece is damaged': (random, xml) => damaged(random, xml),
  'the bytes are random': (random) => Buffer.from(Array.from({ length: below(random, 2_000) }, () => below(random, 256))),
  'some bytes are random': (random, xml) => {
    const bytes = Buffer.from(xml);
    for (let i = 0; i < 1 + below(random, 10); i++) bytes[below(random, bytes.length)] = below(random, 256);
    return bytes;
  },
  'the encoding is another': (random, xml) => oneOf(random, [
    () => Buffer.from(xml, 'utf16le'), () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]), () => Buffer.from(xml, 'latin1'),
    () => Buffer.from(`\ufeff${xml}`), () => Buffer.from(xml.replace('UTF-8', 'ISO-8859-1')), () => Buffer.from(xml.replace('UTF-8', 'nope')),
  ])(),
  'CDATA stands somewhere': (random, xml) => insertAfterTag(random, xml, oneOf(random, ['<![CDATA[<x>]]>', '<![CDATA[', ']]>', '<!-- -- -->', '<?target data?>', '<?xml version="1.0"?>'])),
  'an entity stands somewhere': (random, xml) => insertAfterTag(random, xml, oneOf(random, ['&unknown;', '&#0;', '&#x110000;', '&', '&amp;&lt;', '&e1;'])),
  'a document type is declared': (random, xml) => xml.replace(/(<\?xml[^>]*\?>)?/, (head) => head + oneOf(random, [
    '<!DOCTYPE definitions>', '<!DOCTYPE definitions SYSTEM "file:///etc/passwd">', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE d PUBLIC "x" "http://127.0.0.1:1/x.dtd">', '<!DOCTYPE',
  ])),
  'entities explode': (random) => bomb(1 + below(random, 12)),
  'elements are nested deeply': (random, xml) => {
    const levels = 10 ** (1 + below(random, 4));
    const name = oneOf(random, ['bpmn:subProcess', 'subProcess', 'x', 'bpmn:extensionElements', 'context', 'list']);
    return insertAfterTag(random, xml, `<${name} id="n">`.repeat(levels) + `</${name}>`.repeat(random() < 0.8 ? levels : below(random, levels)));
  },
  'many elements': (random, xml) => insertAfterTag(random, xml, '<bpmn:manualTask id="m"/>'.repeat(10 ** (1 + below(random, 3)))),
};

/** The text after one to four mutations, and which. */
export function mutate(random: Random, text: string): { readonly name: string; readonly content: string | Buffer } {
  const names: string[] = [];
  let content: string | Buffer = text;
  for (let i = 0; i <= below(random, 4); i++) {
    const name = oneOf(random, Object.keys(mutations));
    names.push(name);
    content = mutations[name]!(random, content.toString());
  }
  return { name: names.join(', '), content };
}
