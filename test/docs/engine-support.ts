import { compileExpression } from '../../server/engine/expressions/index.ts';
import { parseBpmn } from '../../server/engine/model/index.ts';
import { unaryCalls } from '../../server/gateway/calls/index.ts';
import { loadGatewayService } from '../../server/gateway/gateway-service.ts';
import { around, diagram, eventSubprocess, extensions, flow, message, serviceTask, timer } from '../engine/model/diagrams.ts';

/** Served as streams, so not among the unary calls; test/gateway plays them. */
const STREAMS = ['ActivateJobs', 'StreamActivatedJobs'];

const work = extensions('<zeebe:taskDefinition type="work"/>');
const definition = (kind: string, attributes = ''): string => `<bpmn:${kind}EventDefinition id="definition"${attributes}/>`;
const duration = '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition>';
const call = (id: string): string => `<bpmn:callActivity id="${id}">${extensions('<zeebe:calledElement processId="p"/>')}</bpmn:callActivity>`;

/** A trigger: its event definition, the root element that it names, and what a throwing event needs besides. */
interface Trigger {
  readonly event: string;
  readonly roots?: string;
  readonly thrown?: string;
  /** Where it is the start event of a process. */
  readonly starting?: string;
}

const TRIGGERS: Readonly<Record<string, Trigger>> = {
  none: { event: '' },
  message: { event: definition('message', ' messageRef="message"'), roots: message(), thrown: work },
  timer: { event: duration, starting: timer('<bpmn:timeCycle>R3/PT1H</bpmn:timeCycle>') },
  error: { event: definition('error', ' errorRef="error"'), roots: '<bpmn:error id="error" errorCode="e"/>' },
  escalation: { event: definition('escalation', ' escalationRef="escalation"'), roots: '<bpmn:escalation id="escalation" escalationCode="e"/>' },
  signal: { event: definition('signal', ' signalRef="signal"'), roots: '<bpmn:signal id="signal" name="s"/>' },
  link: { event: definition('link', ' name="link"') },
  compensation: { event: definition('compensate') },
  terminate: { event: definition('terminate') },
  conditional: { event: definition('conditional') },
};

/** Events that BPMN itself does not have. */
const NOT_IN_BPMN: Readonly<Record<string, readonly string[]>> = {
  'start': ['error', 'escalation', 'link', 'compensation', 'terminate'],
  'start of an event subprocess': ['none', 'link', 'terminate'],
  'catch': ['none', 'error', 'escalation', 'compensation', 'terminate'],
  'throw': ['timer', 'error', 'terminate', 'conditional'],
  'boundary': ['none', 'link', 'terminate'],
  'end': ['timer', 'link', 'conditional'],
};

type Place = (trigger: Trigger) => string;

const linkPair = (thrower: string, catcher: string): string =>
  diagram(`<bpmn:startEvent id="start"/>${flow('f1', 'start', 'throw')}${thrower}${catcher}${flow('f2', 'catch', 'end')}<bpmn:endEvent id="end"/>`);
const linked = linkPair('<bpmn:intermediateThrowEvent id="throw"><bpmn:linkEventDefinition id="a" name="link"/></bpmn:intermediateThrowEvent>',
  '<bpmn:intermediateCatchEvent id="catch"><bpmn:linkEventDefinition id="b" name="link"/></bpmn:intermediateCatchEvent>');
const isLink = ({ event }: Trigger): boolean => event.includes('linkEvent');

/** A diagram around an event, by where the event stands. */
const PLACES: Readonly<Record<string, Place>> = {
  'start': ({ event, starting = event, roots }) => diagram(`<bpmn:startEvent id="start">${starting}</bpmn:startEvent>${flow('f', 'start', 'end')}<bpmn:endEvent id="end"/>`, roots),
  'start of an event subprocess': ({ event, roots }) => eventSubprocess(`<bpmn:startEvent id="begin">${event}</bpmn:startEvent>`, roots),
  'catch': (trigger) => (isLink(trigger) ? linked : around(`<bpmn:intermediateCatchEvent id="node">${trigger.event}</bpmn:intermediateCatchEvent>`, trigger.roots)),
  'throw': (trigger) => (isLink(trigger) ? linked : around(`<bpmn:intermediateThrowEvent id="node">${trigger.thrown ?? ''}${trigger.event}</bpmn:intermediateThrowEvent>`, trigger.roots)),
  // Escalations come out of call activities and subprocesses only, so the host is one.
  'boundary': (trigger) => (isCompensation(trigger) ? compensated : around(`${call('node')}<bpmn:boundaryEvent id="boundary" attachedToRef="node">${trigger.event}</bpmn:boundaryEvent>
    ${flow('from-boundary', 'boundary', 'boundary-end')}<bpmn:endEvent id="boundary-end"/>`, trigger.roots)),
  'end': ({ event, thrown = '', roots }) => diagram(`<bpmn:startEvent id="start"/>${flow('f', 'start', 'end')}<bpmn:endEvent id="end">${thrown}${event}</bpmn:endEvent>`, roots),
};

const isCompensation = ({ event }: Trigger): boolean => event.includes('compensateEvent');
const compensated = around(`${serviceTask('node')}<bpmn:boundaryEvent id="boundary" attachedToRef="node">${definition('compensate')}</bpmn:boundaryEvent>
  <bpmn:serviceTask id="undo" isForCompensation="true">${work}</bpmn:serviceTask><bpmn:association id="a" associationDirection="One" sourceRef="boundary" targetRef="undo"/>`);

const gateway = (name: string): string => around(`<bpmn:${name} id="node"/>`);
const inSubprocess = '<bpmn:startEvent id="inner-start"/>';

/** Everything that is no event, in the words of the page. */
const OTHERS: Readonly<Record<string, string>> = {
  'service task': around(serviceTask('node')),
  'send task': around(`<bpmn:sendTask id="node">${work}</bpmn:sendTask>`),
  'business rule task as a job': around(`<bpmn:businessRuleTask id="node">${work}</bpmn:businessRuleTask>`),
  'business rule task with a DMN decision': around(`<bpmn:businessRuleTask id="node">${extensions('<zeebe:calledDecision decisionId="d" resultVariable="r"/>')}</bpmn:businessRuleTask>`),
  'script task as a job': around(`<bpmn:scriptTask id="node">${work}</bpmn:scriptTask>`),
  'script task with a FEEL expression': around(`<bpmn:scriptTask id="node">${extensions('<zeebe:script expression="=1" resultVariable="r"/>')}</bpmn:scriptTask>`),
  'user task (`zeebe:userTask`)': around(`<bpmn:userTask id="node">${extensions('<zeebe:userTask/>', '<zeebe:formDefinition externalReference="f"/>')}</bpmn:userTask>`),
  'user task as a job': around('<bpmn:userTask id="node"/>'),
  'form deployed to the engine (`formId`)': around(`<bpmn:userTask id="node">${extensions('<zeebe:userTask/>', '<zeebe:formDefinition formId="f"/>')}</bpmn:userTask>`),
  'receive task': around('<bpmn:receiveTask id="node" messageRef="message"/>', message()),
  'manual task': around('<bpmn:manualTask id="node"/>'),
  'undefined task': around('<bpmn:task id="node"/>'),
  'exclusive gateway': gateway('exclusiveGateway'),
  'parallel gateway': gateway('parallelGateway'),
  'inclusive gateway': around(`<bpmn:inclusiveGateway id="node"/>`),
  'event-based gateway': diagram(`<bpmn:startEvent id="start"/>${flow('f', 'start', 'node')}<bpmn:eventBasedGateway id="node"/>
    ${flow('fa', 'node', 'a')}<bpmn:intermediateCatchEvent id="a">${duration}</bpmn:intermediateCatchEvent>
    ${flow('fb', 'node', 'b')}<bpmn:intermediateCatchEvent id="b">${duration}</bpmn:intermediateCatchEvent>`),
  'embedded subprocess': around(`<bpmn:subProcess id="node">${inSubprocess}</bpmn:subProcess>`),
  'event subprocess': eventSubprocess(`<bpmn:startEvent id="begin">${duration}</bpmn:startEvent>`),
  'call activity': around(call('node')),
  'multi-instance': around(`<bpmn:serviceTask id="node">${work}<bpmn:multiInstanceLoopCharacteristics>${extensions('<zeebe:loopCharacteristics inputCollection="=items"/>')}</bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>`),
  'execution listeners of service tasks': around(serviceTask('node', '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="l"/></zeebe:executionListeners>')),
  'complex gateway': gateway('complexGateway'),
  'transaction': around(`<bpmn:transaction id="node">${inSubprocess}</bpmn:transaction>`),
  'ad-hoc subprocess': around(`<bpmn:adHocSubProcess id="node">${inSubprocess}</bpmn:adHocSubProcess>`),
};

type Support = 'yes' | 'not in Zeebe';

/** What becomes of a deployment of this diagram, in one word. */
function supportOf(xml: string): Support {
  return parseBpmn(xml, 'probe.bpmn', compileExpression).ok ? 'yes' : 'not in Zeebe';
}

const SIGNS: Readonly<Record<Support, string>> = { yes: '✓', 'not in Zeebe': '–' };

/** The generated part of docs/engine.md: what a deployment may contain and which calls are answered, as the code says. */
export function supportTables(): string {
  const places = Object.keys(PLACES);
  const events = Object.entries(TRIGGERS).map(([name, trigger]) => `| ${name} | ${places.map((place) => (NOT_IN_BPMN[place]!.includes(name) ? '' : SIGNS[supportOf(PLACES[place]!(trigger))])).join(' | ')} |`);
  const bySupport = (wanted: Support): string => Object.keys(OTHERS).filter((name) => supportOf(OTHERS[name]!) === wanted).join(', ') || 'none';
  const calls = Object.keys(loadGatewayService());
  const answered = calls.filter((name) => STREAMS.includes(name) || Object.hasOwn(unaryCalls, name));
  const unanswered = calls.filter((name) => !answered.includes(name));
  return [
    `| event | ${places.join(' | ')} |`, `|---|${places.map(() => '---|').join('')}`, ...events, '',
    `* Activities and gateways: ${bySupport('yes')}.`,
    `* Not in Zeebe 8.5: ${bySupport('not in Zeebe')}.`,
    `* Calls: ${answered.map((name) => `\`${name}\``).join(', ')}.`,
    `* Answered with UNIMPLEMENTED: ${unanswered.map((name) => `\`${name}\``).join(', ') || 'none'}.`,
  ].join('\n');
}
