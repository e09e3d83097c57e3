import { expect } from 'chai';
import { compileExpression } from '../../../server/engine/expressions/index.ts';
import { parseBpmn } from '../../../server/engine/model/index.ts';
import { around, definitions, diagram, extensions, flow, serviceTask } from './diagrams.ts';

const start = '<bpmn:startEvent id="s"/>';
const manual = (id: string) => `<bpmn:manualTask id="${id}"/>`;

function messageOf(xml: string): string {
  const parsed = parseBpmn(xml, 'x.bpmn', compileExpression);
  return parsed.ok ? 'deployed' : parsed.message;
}

/** What Zeebe 8.5.8 says of files that are no BPMN 2.0. */
const documents: readonly (readonly [title: string, xml: string, message: string])[] = [
  ['text', 'hello', 'Fatal Error: URI=null Line=1: Content is not allowed in prolog.'],
  ['an empty file', '', 'Fatal Error: URI=null Line=1: Premature end of file.'],
  ['a document type declaration', `<!DOCTYPE a [<!ENTITY x "y">]>${around(serviceTask('node')).replace(/<\?xml.*?\?>/, '')}`,
    'Fatal Error: URI=null Line=1: DOCTYPE is disallowed when the feature "http://apache.org/xml/features/disallow-doctype-decl" set to true.'],
  ['another root element', '<a/>', "Error: URI=null Line=1: cvc-elt.1.a: Cannot find the declaration of element 'a'."],
  ['an empty process id', diagram(start, '', 'id="" isExecutable="true"'), "Error: URI=null Line=3: cvc-datatype-valid.1.2.1: '' is not a valid value for 'NCName'."],
  ['an id with a space', diagram('<bpmn:startEvent id="a b"/>'), "Error: URI=null Line=3: cvc-datatype-valid.1.2.1: 'a b' is not a valid value for 'NCName'."],
  ['an id used twice', diagram(`${start}\n\n<bpmn:endEvent id="s"/>\n\n`), "Error: URI=null Line=5: cvc-id.2: There are multiple occurrences of ID value 's'."],
  ['two processes with one id', definitions('<bpmn:process id="p" isExecutable="true"/><bpmn:process id="p"/>'), "Error: URI=null Line=3: cvc-id.2: There are multiple occurrences of ID value 'p'."],
  ['a flow to nowhere', diagram(`${start}\n<bpmn:sequenceFlow id="f" sourceRef="s" \n targetRef="nope"/>\n\n\n`), "Error: URI=null Line=8: cvc-id.1: There is no ID/IDREF binding for IDREF 'nope'."],
  ['a flow without target', diagram(`${start}<bpmn:sequenceFlow id="f" sourceRef="s"/>`), "Error: URI=null Line=3: cvc-complex-type.4: Attribute 'targetRef' must appear on element 'bpmn:sequenceFlow'."],
  ['a flow without source', diagram(`${start}<bpmn:sequenceFlow id="f" targetRef="s"/>`), "Error: URI=null Line=3: cvc-complex-type.4: Attribute 'sourceRef' must appear on element 'bpmn:sequenceFlow'."],
  ['an unattached boundary event', diagram(`${start}<bpmn:boundaryEvent id="b"/>`), "Error: URI=null Line=3: cvc-complex-type.4: Attribute 'attachedToRef' must appear on element 'bpmn:boundaryEvent'."],
  ['a timer with two times', diagram(`<bpmn:startEvent id="s"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration><bpmn:timeCycle>R/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>`),
    "Error: URI=null Line=3: cvc-complex-type.2.4.d: Invalid content was found starting with element 'bpmn:timeCycle'. No child element is expected at this point."],
];

describe('deployment of files that are no BPMN', () => {
  for (const [title, xml, message] of documents) {
    it(`refuses ${title}`, () => {
      expect(messageOf(xml)).to.equal(`'x.bpmn': ${message}`);
    });
  }

  it('refuses elements that BPMN does not have', () => {
    expect(messageOf(around('<bpmn:fooTask id="node"/>'))).to.match(
      /^'x\.bpmn': Error: URI=null Line=3: cvc-complex-type\.2\.4\.a: Invalid content was found starting with element .*fooTask/);
  });

  it('names an element that has no id by its place', () => {
    expect(messageOf(diagram('<bpmn:startEvent/>'))).to.equal("'x.bpmn': - Element: process > startEvent\n    - ERROR: Attribute 'id' must be present\n");
  });

  it('refuses entities and elements nested too deep without running out of memory or stack', () => {
    expect(messageOf(diagram('<bpmn:startEvent id="s" name="&foo;"/>'))).to.match(/Fatal Error: URI=null Line=3: .*entity.*not declared/);
    expect(messageOf('<a>'.repeat(100_000))).to.match(/nested deeper/);
  });
});

/** Loops that never wait, with the way through them as Zeebe names it. */
const loops: readonly (readonly [title: string, body: string, path: string])[] = [
  ['one task', `${start}${flow('f', 's', 'a')}${manual('a')}${flow('g', 'a', 'a')}`, 'a > a'],
  ['three tasks', `${start}${flow('f', 's', 'a')}${manual('a')}${flow('f2', 'a', 'b')}<bpmn:task id="b"/>${flow('f3', 'b', 'c')}${manual('c')}${flow('f4', 'c', 'a')}`, 'a > b > c > a'],
  ['a gateway', `${start}${flow('f', 's', 'g')}<bpmn:exclusiveGateway id="g"/>${flow('f2', 'g', 'm')}${manual('m')}${flow('f3', 'm', 'g')}`, 'm > g > m'],
  ['a subprocess', `${start}${flow('f', 's', 'a')}${manual('a')}${flow('f2', 'a', 'b')}<bpmn:subProcess id="b"><bpmn:startEvent id="i"/>${flow('i1', 'i', 't')}<bpmn:endEvent id="t"/></bpmn:subProcess>${flow('f4', 'b', 'a')}`, 'a > b > i > t > a'],
  ['a loop inside a subprocess', `${start}${flow('f', 's', 'b')}<bpmn:subProcess id="b"><bpmn:startEvent id="i"/>${flow('i1', 'i', 't')}${manual('t')}${flow('i2', 't', 't2')}<bpmn:task id="t2"/>${flow('i3', 't2', 't')}</bpmn:subProcess>`, 't > t2 > t'],
  ['a way to the loop', `${start}${flow('f', 's', 'z')}${manual('z')}${flow('fz', 'z', 'a')}${manual('a')}${flow('f2', 'a', 'b')}<bpmn:task id="b"/>${flow('f4', 'b', 'a')}`, 'a > b > a'],
  ['a multi-instance task', `${start}${flow('f', 's', 'a')}<bpmn:manualTask id="a"><bpmn:multiInstanceLoopCharacteristics>${extensions('<zeebe:loopCharacteristics inputCollection="=xs"/>')}</bpmn:multiInstanceLoopCharacteristics></bpmn:manualTask>${flow('f4', 'a', 'a')}`, 'a > a'],
];

describe('deployment of loops in which nothing waits', () => {
  for (const [title, body, path] of loops) {
    it(`refuses one through ${title}`, () => {
      expect(messageOf(diagram(body))).to.equal(
        `\`x.bpmn\`: - Process: process\n    - ERROR: Processes are not allowed to contain a straight-through processing loop: ${path}\n`);
    });
  }

  it('takes a loop with a task that waits', () => {
    expect(messageOf(diagram(`${start}${flow('f', 's', 'a')}${manual('a')}${flow('f2', 'a', 'b')}${serviceTask('b')}${flow('f3', 'b', 'a')}`))).to.equal('deployed');
  });
});

/** Zeebe 8.5.8 refuses these too, with the Java exception that they end in. */
const ownWords: readonly (readonly [title: string, xml: string, element: string, message: string])[] = [
  ['a compensation of a gateway', around(`<bpmn:parallelGateway id="node"/><bpmn:intermediateThrowEvent id="throw"><bpmn:compensateEventDefinition id="c" activityRef="node"/></bpmn:intermediateThrowEvent>`), 'c', "The referenced compensation activity 'node' doesn't exist"],
  ['a listener to another event', around(serviceTask('node', '<zeebe:executionListeners><zeebe:executionListener eventType="created" type="l"/></zeebe:executionListeners>')), 'node > extensionElements > executionListeners > executionListener', "Attribute 'eventType' must be one of start, end, but was 'created'"],
];

describe('deployment of what ends in an exception of Zeebe', () => {
  for (const [title, xml, element, message] of ownWords) {
    it(`is refused with its reason: ${title}`, () => {
      expect(messageOf(xml)).to.equal(`'x.bpmn': - Element: ${element}\n    - ERROR: ${message}\n`);
    });
  }
});
