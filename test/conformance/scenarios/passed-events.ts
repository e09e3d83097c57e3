import { SCOPE, end, io, job, parallel, process, start, throwEvent } from '../diagram.ts';
import type { Diagram, Event, Node } from '../diagram.ts';
import type { Scenario } from '../scenario.ts';

const message = '<bpmn:message id="m" name="M"/>';
const publish = '<zeebe:publishMessage correlationKey="=k" messageId="=1" timeToLive="PT1H"/>';
const definition = (extensions = publish, reference = ' messageRef="m"'): string =>
  `<bpmn:messageEventDefinition id="d"${reference}>${extensions === '' ? '' : `<bpmn:extensionElements>${extensions}</bpmn:extensionElements>`}</bpmn:messageEventDefinition>`;
const thrown = (body: string, extensions = ''): Node => ({ ...throwEvent('n', { body, extensions }), roots: [message] });
const send = (extensions: string, attributes: Record<string, string> = { messageRef: 'm' }): Node => ({ tag: 'sendTask', id: 'n', attributes, extensions, roots: [message] });
const through = (node: Node): Diagram => process('passing', [start(), node, end()], 'start -> n -> end');
const mappings = io({ in: [['=1', 'a']], out: [['=k', 'b']] });

const startKinds: [string, Event][] = [
  ['an error', { error: 'E' }], ['an escalation', { escalation: 'E' }], ['a link', { link: 'L' }], ['a terminate', { terminate: true }], ['a compensation', { compensate: '' }],
];
const thrownKinds: [string, Event][] = [['an error', { error: 'E' }], ['a timer', { duration: 'PT1S' }], ['a terminate', { terminate: true }]];

/** Events of which Zeebe 8.5 lets the diagram through and does nothing. */
export const passedEvents: Scenario[] = [
  {
    name: 'A message throw event that publishes is passed through and nothing is published',
    async play(player) {
      await player.deploy(through(thrown(definition(), mappings)));
      await player.ended(await player.create('passing', { k: 'a' }));
    },
  },
  {
    name: 'A message end event that publishes ends its way and nothing is published',
    async play(player) {
      await player.deploy(process('passing', [start(), { ...end('n', undefined, { body: definition(), extensions: mappings }), roots: [message] }], 'start -> n'));
      await player.ended(await player.create('passing', { k: 'a' }));
    },
  },
  ...([
    ['A correlation key of a publication may be static', thrown(definition('<zeebe:publishMessage correlationKey="k"/>'))],
    ['A correlation key of a publication may be broken', thrown(definition('<zeebe:publishMessage correlationKey="=1 +"/>'))],
    ['A publication at a service task means nothing', job('n', { extensions: publish })],
    ['A send task may publish', send(publish)],
    ['A send task that publishes and is a job is refused', send(`${publish}<zeebe:taskDefinition type="x"/>`)],
    ['A send task that publishes no message is refused', send(publish, {})],
    ['A send task without anything to do is refused', send('')],
    ['A publication of no message is refused', thrown(definition(publish, ''))],
    ['A publication without correlation key is refused', thrown(definition('<zeebe:publishMessage/>'))],
    ['A publication at the event instead of its definition is refused', thrown(definition(''), publish)],
    ['A publication beside a job is refused', thrown(definition(), '<zeebe:taskDefinition type="x"/>')],
    ['A message throw event without anything to do is refused', thrown(definition(''))],
    ['A job that throws a message needs none', thrown(definition('', ''), '<zeebe:taskDefinition type="x"/>')],
    ['A publication of a message without name is refused', { ...thrown(definition()), roots: ['<bpmn:message id="m"/>'] }],
    ['A job that throws a message without name is refused', { ...thrown(definition(''), '<zeebe:taskDefinition type="x"/>'), roots: ['<bpmn:message id="m"/>'] }],
    ['A send task for a message without name is refused', { ...send('<zeebe:taskDefinition type="x"/>'), roots: ['<bpmn:message id="m"/>'] }],
  ] as const satisfies readonly (readonly [string, Node])[]).map(([name, node]): Scenario => ({ name, play: async (player) => void (await player.deploy(through(node))) })),
  ...thrownKinds.map(([kind, event]): Scenario => ({
    name: `A throw event with ${kind} definition is a none event`,
    async play(player) {
      await player.deploy(through(throwEvent('n', { extensions: mappings }, event)));
      await player.ended(await player.create('passing', { k: 'a' }));
    },
  })),
  {
    name: 'A throw event with two definitions is taken for its first',
    async play(player) {
      await player.deploy(through(throwEvent('n', { body: '<bpmn:terminateEventDefinition/><bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition>' })));
      await player.ended(await player.create('passing'));
    },
  },
  {
    name: 'None throw and end events map their output alone, a terminate end event nothing',
    async play(player) {
      await player.deploy(process('mapping', [start(), throwEvent('n', { extensions: mappings }), parallel('fork'), end('e', undefined, { extensions: io({ in: [['=1', 'a']], out: [['=k', 'c']] }) }), end('t', { terminate: true }, { extensions: mappings })], 'start -> n -> fork -> t; fork -> e'));
      await player.ended(await player.create('mapping', { k: 'a' }));
    },
  },
  {
    name: 'A none throw event whose mapping fails keeps its incident until it is terminated',
    async play(player) {
      await player.deploy(through(throwEvent('n', { extensions: io({ out: [['=assert(missing, missing != null)', 'b']] }) })));
      const instance = await player.create('passing');
      await player.incident();
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  ...startKinds.map(([kind, event]): Scenario => ({
    name: `A process that starts with ${kind} event`,
    async play(player) {
      await player.deploy(process('starting', [start('start', event), end()], 'start -> end'));
      await player.create('starting');
      await player.create('starting', {}, { startBefore: ['end'] });
      await player.deploy(process('starting-twice', [start('s1', event), start('s2', event), start('s3'), end()], 's1 -> end; s2 -> end; s3 -> end'));
      await player.create('starting-twice');
      await player.settle();
    },
  })),
  {
    name: 'An element without flows uses up one that waits at a join',
    async play(player) {
      await player.deploy(process('floating', [start(), parallel('f'), parallel('j'), job('w'), job('lone', { type: 'lone' }), end()], 'start -> f -> j -> end; f -> w -> j'));
      const instance = await player.create('floating');
      await player.event('JOB', 'CREATED');
      await player.modify(instance, { activate: [{ element: 'lone' }], terminate: [await player.element('w')] });
      await player.complete(await player.job('lone'));
      await player.settle();
    },
  },
  {
    name: 'A failed job is cancelled with its incident before the element stops waiting',
    async play(player) {
      await player.deploy(process('failing', [start(), job('n'), { tag: 'boundaryEvent', id: 'late', attributes: { attachedToRef: 'n' }, body: '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>' }, end('x'), end()], 'start -> n -> end; late -> x'));
      const instance = await player.create('failing');
      await player.fail(await player.job('work'));
      await player.incident();
      await player.cancel(instance);
      await player.ended(instance);
    },
  },
  {
    name: 'A job with an empty type raises an incident',
    async play(player) {
      await player.deploy(through(job('n', { type: '=kind' })));
      const instance = await player.create('passing', { kind: '' });
      await player.setVariables(instance, { kind: 'some' });
      await player.resolve(await player.incident());
      await player.settle();
    },
  },
  {
    name: 'An error nobody caught is not resolved while its job has no retries',
    async play(player) {
      await player.deploy(through(job('n', { retries: '0' })));
      await player.create('passing');
      const taken = await player.job('work');
      await player.throwError(taken, 'E');
      const incident = await player.incident();
      await player.resolve(incident);
      await player.updateRetries(taken, 1);
      await player.resolve(incident);
      await player.complete(await player.job('work'));
    },
  },
  {
    name: 'A message throw event keeps the incident of its mapping until it is terminated, but not that of its job',
    async play(player) {
      const sends = (id: string, more: string): Diagram => process(id, [start(), throwEvent('n', { extensions: `<zeebe:taskDefinition type="send${SCOPE}"/>${more}` }, { message: 'm', key: '="k"' }), end()], 'start -> n -> end');
      await player.deploy(sends('sends', io({ out: [['=assert(missing, missing != null)', 'b']] })), sends('cannot-send', io({ in: [['=assert(missing, missing != null)', 'b']] })));
      const instance = await player.create('sends');
      await player.complete(await player.job('send'));
      await player.incident();
      await player.cancel(instance);
      const other = await player.create('sends');
      await player.fail(await player.job('send'), { retries: 0 });
      await player.incident(2);
      await player.cancel(other);
      const third = await player.create('cannot-send');
      await player.incident(3);
      await player.cancel(third);
    },
  },
];
