import { expect } from 'chai';
import { boundaryEvent, bpmn, element, endEvent, errorEvent, flow, message, messageEvent, serviceTask, startEvent, timer } from '../support/bpmn.ts';
import { field } from '../support/engine-rule.ts';
import { scenario } from '../support/scenario.ts';

const MINUTE_MS = 60_000;

describe('events', () => {
  scenario('a timer catch event waits for its time', async (rule) => {
    await rule.deploy('pause', bpmn('pause', startEvent() + element('intermediateCatchEvent', 'wait', timer('timeDuration', 'PT10M')) + endEvent()
      + flow('start', 'wait', 'end')));
    const instance = await rule.create('pause');
    await rule.advance(10 * MINUTE_MS - 1);
    expect(rule.isDone(instance)).to.equal(false);
    await rule.advance(1);
    expect(rule.isDone(instance)).to.equal(true);
  });

  scenario('a timer that became due while the engine was down fires when it is back', async (rule) => {
    await rule.deploy('pause', bpmn('pause', startEvent() + element('intermediateCatchEvent', 'wait', timer('timeDuration', 'PT10M')) + endEvent()
      + flow('start', 'wait', 'end')));
    const instance = await rule.create('pause');
    await rule.engine.close();
    rule.clock.advance(60 * MINUTE_MS);
    await rule.open();
    await rule.settle();
    expect(rule.isDone(instance)).to.equal(true);
  });

  scenario('boundary timers remind and then interrupt', async (rule) => {
    await rule.deploy('ticket', bpmn('ticket', startEvent() + serviceTask('repair')
      + boundaryEvent('remind', 'repair', timer('timeCycle', 'R2/PT1M'), false) + boundaryEvent('escalate', 'repair', timer('timeDuration', 'PT5M'))
      + endEvent() + endEvent('reminded') + endEvent('escalated') + flow('start', 'repair', 'end') + flow('remind', 'reminded') + flow('escalate', 'escalated')));
    const instance = await rule.create('ticket');
    for (let minute = 1; minute <= 4; minute++) await rule.advance(MINUTE_MS);
    expect(rule.events({ elementId: 'reminded', intent: 'ELEMENT_COMPLETED' })).to.have.length(2);
    await rule.advance(MINUTE_MS);
    expect(rule.isDone(instance)).to.equal(true);
    expect(await rule.jobs('repair')).to.deep.equal([]);
    expect(rule.events({ elementId: 'escalated', intent: 'ELEMENT_COMPLETED' })).to.have.length(1);
  });

  scenario('a timer start event starts an instance each time, of the latest version only', async (rule) => {
    const daily = (task: string) => bpmn('daily', startEvent('start', timer('timeCycle', 'R/PT24H')) + serviceTask(task) + endEvent() + flow('start', task, 'end'));
    await rule.deploy('daily', daily('old'));
    await rule.advance(24 * 60 * MINUTE_MS);
    await rule.work('old');
    await rule.deploy('daily', daily('new'));
    await rule.advance(24 * 60 * MINUTE_MS);
    expect(await rule.jobs('old')).to.have.length(0);
    expect(await rule.jobs('new')).to.have.length(1);
  });

  scenario('a message reaches the instance with its key, once', async (rule) => {
    await rule.deploy('waiting', bpmn('waiting', startEvent() + element('receiveTask', 'wait', '', 'messageRef="m"') + endEvent() + flow('start', 'wait', 'end'),
      message('m', 'weighed', '=lot')));
    const first = await rule.create('waiting', { lot: 'L1' });
    const second = await rule.create('waiting', { lot: 'L2' });
    await rule.publish('weighed', 'L2', { variables: { net: 5 } });
    expect([rule.isDone(first), rule.isDone(second)]).to.deep.equal([false, true]);
    expect(rule.variables(second)).to.deep.equal({ lot: 'L2', net: 5 });
  });

  scenario('a message waits for its instance as long as it lives', async (rule) => {
    await rule.deploy('waiting', bpmn('waiting', startEvent() + element('receiveTask', 'wait', '', 'messageRef="m"') + endEvent() + flow('start', 'wait', 'end'),
      message('m', 'weighed', '=lot')));
    await rule.publish('weighed', 'L1', { timeToLive: MINUTE_MS, messageId: 'once' });
    expect(await rule.publish('weighed', 'L1', { timeToLive: MINUTE_MS, messageId: 'once' })).to.include({ kind: 'rejection', type: 'ALREADY_EXISTS' });
    await rule.publish('weighed', 'L2', { timeToLive: MINUTE_MS });
    const first = await rule.create('waiting', { lot: 'L1' });
    await rule.advance(MINUTE_MS);
    const second = await rule.create('waiting', { lot: 'L2' });
    expect([rule.isDone(first), rule.isDone(second)]).to.deep.equal([true, false]);
  });

  scenario('messages with one key start one instance at a time', async (rule) => {
    await rule.deploy('hold', bpmn('hold', startEvent('start', messageEvent('m')) + serviceTask('inspect') + endEvent() + flow('start', 'inspect', 'end'),
      message('m', 'deviation')));
    await rule.publish('deviation', 'L1', { timeToLive: MINUTE_MS, variables: { n: 1 } });
    await rule.publish('deviation', 'L1', { timeToLive: MINUTE_MS, variables: { n: 2 } });
    expect(JSON.parse((await rule.work('inspect')).variables)).to.deep.equal({ n: 1 });
    expect(JSON.parse((await rule.work('inspect')).variables)).to.deep.equal({ n: 2 });
    expect(await rule.jobs('inspect')).to.deep.equal([]);
  });

  scenario('an event subprocess interrupts its scope', async (rule) => {
    const handler = element('subProcess', 'stop', startEvent('stopped', messageEvent('m')) + serviceTask('clean') + endEvent('cleaned') + flow('stopped', 'clean', 'cleaned'),
      'triggeredByEvent="true"');
    await rule.deploy('run', bpmn('run', startEvent() + serviceTask('mix') + endEvent() + flow('start', 'mix', 'end') + handler, message('m', 'halt', '=lot')));
    const instance = await rule.create('run', { lot: 'L1' });
    await rule.publish('halt', 'L1', { variables: { why: 'leak' } });
    expect(await rule.jobs('mix')).to.deep.equal([]);
    await rule.work('clean');
    expect(rule.isDone(instance)).to.equal(true);
    expect(rule.variables(instance)).to.deep.equal({ lot: 'L1', why: 'leak' });
  });

  scenario('an error goes outwards through a called process to the event that catches it', async (rule) => {
    await rule.deploy('step', bpmn('step', startEvent() + serviceTask('weigh') + endEvent() + flow('start', 'weigh', 'end')));
    const call = element('callActivity', 'call', '<bpmn:extensionElements><zeebe:calledElement processId="step"/></bpmn:extensionElements>');
    await rule.deploy('order', bpmn('order', startEvent() + call + boundaryEvent('deviation', 'call', errorEvent('e')) + endEvent() + endEvent('held')
      + flow('start', 'call', 'end') + flow('deviation', 'held'), '<bpmn:error id="e" errorCode="OUT_OF_TOLERANCE"/>'));
    const instance = await rule.create('order');
    const job = await rule.job('weigh');
    await rule.accepted({ valueType: 'JOB', intent: 'THROW_ERROR', key: job.key, value: { errorCode: 'OUT_OF_TOLERANCE' } });
    expect(rule.isDone(instance)).to.equal(true);
    expect(rule.events({ elementId: 'held', intent: 'ELEMENT_COMPLETED' })).to.have.length(1);
    expect(rule.events({ elementId: 'weigh', intent: 'ELEMENT_TERMINATED' })).to.have.length(1);
  });

  scenario('an error that nobody catches is an incident', async (rule) => {
    await rule.deploy('step', bpmn('step', startEvent() + serviceTask('weigh') + endEvent() + flow('start', 'weigh', 'end')));
    await rule.create('step');
    const job = await rule.job('weigh');
    await rule.accepted({ valueType: 'JOB', intent: 'THROW_ERROR', key: job.key, value: { errorCode: 'X', errorMessage: 'unheard of' } });
    const incident = rule.event({ valueType: 'INCIDENT' });
    expect(field(incident.value, 'errorType')).to.equal('UNHANDLED_ERROR_EVENT');
    await rule.accepted({ valueType: 'INCIDENT', intent: 'RESOLVE', key: incident.key });
    expect(await rule.jobs('weigh')).to.have.length(1);
  });
});
