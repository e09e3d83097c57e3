import { expect } from 'chai';
import { eventually } from '../../support/eventually.ts';
import { bpmn, conditionalFlow, element, endEvent, extensions, flow, message, messageEvent, multiInstance, serviceTask, startEvent } from '../support/bpmn.ts';
import { field, ruleOfEachTest } from '../support/engine-rule.ts';

/** Records of one commit: those of the postponed commands' share, with its last step, and those of the clients'. */
const COMMIT_RECORDS_MAX = 10_000;

const count = `<bpmn:scriptTask id="count">${extensions('<zeebe:script expression="=n + 1" resultVariable="n"/>')}</bpmn:scriptTask>`;
const counting = (condition: string) => bpmn('counting', startEvent() + element('exclusiveGateway', 'again') + count + element('exclusiveGateway', 'enough')
  + endEvent() + flow('start', 'again', 'count', 'enough') + conditionalFlow('enough', 'end', condition) + conditionalFlow('enough', 'again', `=not(${condition.slice(1)})`));
const endless = counting('=n < 0');

describe('follow-up commands beyond one step', () => {
  const rule = ruleOfEachTest();

  const done = async (instance: string) => {
    await eventually('the instance to end', () => Promise.resolve(rule.isDone(instance)));
    // What the engine knows is ahead of the records, which are of commits: the next answer comes after both.
    await rule.engine.submit({ valueType: 'INCIDENT', intent: 'RESOLVE', key: '1' });
  };

  it('a long loop ends as if it had been one step, with restarts on the way', async () => {
    await rule.deploy('counting', counting('=n >= 1500'));
    const instance = await rule.create('counting', { n: 0 });
    for (let restart = 0; restart < 5; restart++) {
      expect(rule.isDone(instance), 'it still runs').to.equal(false);
      const before = rule.engine.lastPosition;
      await rule.restart();
      await eventually('it to go on', () => Promise.resolve(rule.engine.lastPosition > before));
    }
    await done(instance);
    expect(rule.variables(instance).n).to.equal(1500);
    expect(rule.events({ elementId: 'count', intent: 'ELEMENT_COMPLETED' })).to.have.length(1500);
    expect(rule.records().map(({ position }) => position)).to.deep.equal(Array.from({ length: rule.engine.lastPosition }, (_, i) => i + 1));
    // Key 1: what `done` sends.
    expect(rule.records({ recordType: 'COMMAND_REJECTION' }).filter(({ key }) => key !== '1')).to.deep.equal([]);
  });

  it('answers other clients within two commits while a loop runs, and cancels the loop', async () => {
    await rule.deploy('endless', endless);
    await rule.deploy('short', bpmn('short', startEvent() + serviceTask('task') + endEvent() + flow('start', 'task', 'end')));
    const loop = await rule.create('counting', { n: 0 });
    for (let i = 0; i < 10; i++) {
      let commits = 0;
      const stop = rule.engine.onRecords(() => { commits += 1; });
      await rule.create('short');
      stop();
      expect(commits).to.be.within(1, 2);
    }
    expect(rule.isDone(loop)).to.equal(false);
    await rule.accepted({ valueType: 'PROCESS_INSTANCE', intent: 'CANCEL', key: loop });
    await done(loop);
    await rule.settle();
    expect(rule.events({ valueType: 'PROCESS_INSTANCE', elementId: 'counting' }).at(-1)!.intent).to.equal('ELEMENT_TERMINATED');
  });

  it('closes in the middle of an endless loop, and goes on with it', async () => {
    await rule.deploy('endless', endless);
    const loop = await rule.create('counting', { n: 0 });
    await rule.restart();
    const before = rule.events({ elementId: 'count', intent: 'ELEMENT_COMPLETED' }).length;
    await eventually('the loop to go on', () => Promise.resolve(rule.events({ elementId: 'count', intent: 'ELEMENT_COMPLETED' }).length > before));
    expect(rule.isDone(loop)).to.equal(false);
  });

  it('answers with the result of an instance that took many steps', async () => {
    await rule.deploy('counting', counting('=n >= 500'));
    const { value } = await rule.accepted({
      valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE_WITH_AWAITING_RESULT', value: { bpmnProcessId: 'counting', variables: '{"n": 0}' },
    });
    expect(value.variables).to.deep.equal({ n: '500' });
  });

  it('activates and terminates 10,000 instances of an activity in commits of bounded size', async () => {
    const sizes: number[] = [];
    let last = 0;
    rule.engine.onRecords((position) => {
      sizes.push(position - last);
      last = position;
    });
    await rule.deploy('each', bpmn('each', startEvent() + serviceTask('weigh', { content: multiInstance({ sequential: false }) }) + endEvent() + flow('start', 'weigh', 'end')));
    const instance = await rule.create('each', { items: Array.from({ length: 10_000 }, (_, i) => i) });
    await eventually('all jobs', () => Promise.resolve(rule.events({ valueType: 'JOB', intent: 'CREATED' }).length === 10_000), 60_000);
    await rule.accepted({ valueType: 'PROCESS_INSTANCE', intent: 'CANCEL', key: instance });
    await done(instance);
    expect(rule.events({ valueType: 'JOB', intent: 'CANCELED' })).to.have.length(10_000);
    expect(Math.max(...sizes)).to.be.lessThan(COMMIT_RECORDS_MAX);
  }).timeout(120_000);

  it('cancels while the instances of an activity are still being activated', async () => {
    await rule.deploy('each', bpmn('each', startEvent() + serviceTask('weigh', { content: multiInstance({ sequential: false }) }) + endEvent() + flow('start', 'weigh', 'end')));
    const instance = await rule.create('each', { items: Array.from({ length: 3_000 }, (_, i) => i) });
    await rule.accepted({ valueType: 'PROCESS_INSTANCE', intent: 'CANCEL', key: instance });
    await done(instance);
    await rule.settle();
    const [created, cancelled] = ['CREATED', 'CANCELED'].map((intent) => rule.events({ valueType: 'JOB', intent }).length);
    expect(created).to.equal(cancelled).and.to.be.lessThan(3_000);
    expect(await rule.jobs('weigh')).to.deep.equal([]);
  });

  it('gives each instance its own message where messages overtake each other', async () => {
    const listener = (id: string, more = '', messages = '') => ({
      resourceName: `${id}.bpmn`,
      content: Buffer.from(bpmn(id, startEvent('start', messageEvent('m')) + more + endEvent() + flow('start', 'end'), message('m', 'news') + messages)),
    });
    const resources = Array.from({ length: 120 }, (_, i) => listener(`listener-${i}`));
    resources.push(listener('hears-both', startEvent('other', messageEvent('o')) + flow('other', 'end'), message('o', 'latest')));
    await rule.accepted({ valueType: 'DEPLOYMENT', intent: 'CREATE', value: { resources } });
    await Promise.all([rule.publish('news', '', { variables: { n: 1 } }), rule.publish('latest', '', { variables: { n: 2 } })]);
    await eventually('all instances to end', () => Promise.resolve(rule.events({ elementId: 'end', intent: 'ELEMENT_COMPLETED' }).length === 122));
    const correlated = rule.events({ valueType: 'MESSAGE_START_EVENT_SUBSCRIPTION', intent: 'CORRELATED' });
    expect(correlated).to.have.length(122);
    const written = new Map(rule.events({ valueType: 'VARIABLE' }).map(({ value }) => [field(value, 'scopeKey'), { n: Number(field(value, 'value')) }]));
    for (const { value } of correlated) expect(written.get(field(value, 'processInstanceKey'))).to.deep.equal(field(value, 'variables'));
  });

  it('keeps what an instruction asked for across a restart', async () => {
    const joining = startEvent() + serviceTask('wait') + element('parallelGateway', 'fork') + serviceTask('a') + element('parallelGateway', 'join') + serviceTask('after')
      + endEvent() + flow('start', 'wait', 'fork', 'a', 'join', 'after', 'end') + flow('fork', 'join');
    await rule.deploy('joining', bpmn('joining', joining));
    const instance = await rule.create('joining');
    await rule.accepted({
      valueType: 'PROCESS_INSTANCE_MODIFICATION', intent: 'MODIFY', key: instance,
      value: {
        activateInstructions: Array.from({ length: 250 }, () => ({ elementId: 'join', ancestorScopeKey: '-1', variableInstructions: [] })), terminateInstructions: [],
      },
    });
    await rule.restart();
    await eventually('every join', () => Promise.resolve(rule.events({ elementId: 'after', intent: 'ELEMENT_ACTIVATED' }).length === 250));
    // Key 1: what `done` sends.
    expect(rule.records({ recordType: 'COMMAND_REJECTION' }).filter(({ key }) => key !== '1')).to.deep.equal([]);
  });
});
