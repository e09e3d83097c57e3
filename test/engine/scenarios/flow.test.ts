import { expect } from 'chai';
import { bpmn, conditionalFlow, element, endEvent, flow, multiInstance, serviceTask, startEvent } from '../support/bpmn.ts';
import { field } from '../support/engine-rule.ts';
import { scenario } from '../support/scenario.ts';

describe('flow', () => {
  scenario('a parallel gateway joins what it forked', async (rule) => {
    await rule.deploy('pair', bpmn('pair', startEvent() + element('parallelGateway', 'fork') + serviceTask('a') + serviceTask('b') + element('parallelGateway', 'join')
      + endEvent() + flow('start', 'fork', 'a', 'join', 'end') + flow('fork', 'b', 'join')));
    const instance = await rule.create('pair');
    await rule.work('a');
    expect(rule.isDone(instance)).to.equal(false);
    await rule.work('b');
    expect(rule.events({ elementId: 'join', intent: 'ELEMENT_COMPLETED' })).to.have.length(1);
    expect(rule.isDone(instance)).to.equal(true);
  });

  scenario('an exclusive gateway without a way out is an incident that a variable cures', async (rule) => {
    await rule.deploy('choice', bpmn('choice', startEvent() + element('exclusiveGateway', 'which') + endEvent() + endEvent('low') + flow('start', 'which')
      + conditionalFlow('which', 'end', '=x > 5') + conditionalFlow('which', 'low', '=x < 2')));
    const instance = await rule.create('choice', { x: 3 });
    const incident = rule.event({ valueType: 'INCIDENT' });
    expect(field(incident.value, 'errorType')).to.equal('CONDITION_ERROR');
    await rule.accepted({
      valueType: 'VARIABLE_DOCUMENT', intent: 'UPDATE', value: { scopeKey: instance, variables: '{"x": 1}', updateSemantics: 'PROPAGATE' },
    });
    await rule.accepted({ valueType: 'INCIDENT', intent: 'RESOLVE', key: incident.key });
    expect(rule.isDone(instance)).to.equal(true);
    expect(rule.events({ elementId: 'low', intent: 'ELEMENT_COMPLETED' })).to.have.length(1);
  });

  for (const sequential of [true, false]) {
    scenario(`a ${sequential ? 'sequential' : 'parallel'} multi-instance collects its results in order`, async (rule) => {
      await rule.deploy('each', bpmn('each', startEvent() + serviceTask('weigh', { content: multiInstance({ sequential, collect: '=item * 10' }) }) + endEvent()
        + flow('start', 'weigh', 'end')));
      const instance = await rule.create('each', { items: [1, 2, 3] });
      expect(await rule.jobs('weigh', 10, 1)).to.have.length(sequential ? 1 : 3);
      await rule.advance(1);
      for (let i = 0; i < 3; i++) await rule.work('weigh');
      expect(rule.variables(instance).results).to.deep.equal([10, 20, 30]);
      expect(rule.isDone(instance)).to.equal(true);
    });
  }

  scenario('a multi-instance ends early when its condition holds', async (rule) => {
    await rule.deploy('each', bpmn('each', startEvent()
      + serviceTask('weigh', { content: multiInstance({ sequential: false, completionCondition: '=numberOfCompletedInstances >= 2' }) }) + endEvent()
      + flow('start', 'weigh', 'end')));
    const instance = await rule.create('each', { items: [1, 2, 3] });
    await rule.work('weigh');
    expect(rule.isDone(instance)).to.equal(false);
    await rule.work('weigh');
    expect(rule.isDone(instance)).to.equal(true);
    expect(rule.events({ valueType: 'JOB', intent: 'CANCELED' })).to.have.length(1);
  });

  scenario('a terminate end event ends everything in its subprocess only', async (rule) => {
    const inner = startEvent('in') + element('parallelGateway', 'fork') + serviceTask('a') + serviceTask('b') + endEvent('a-end')
      + endEvent('stop', '<bpmn:terminateEventDefinition/>') + flow('in', 'fork', 'a', 'a-end') + flow('fork', 'b', 'stop');
    await rule.deploy('outer', bpmn('outer', startEvent() + element('subProcess', 'sub', inner) + serviceTask('after') + endEvent() + flow('start', 'sub', 'after', 'end')));
    const instance = await rule.create('outer');
    await rule.work('b');
    expect(await rule.jobs('a')).to.deep.equal([]);
    await rule.work('after');
    expect(rule.isDone(instance)).to.equal(true);
  });

  scenario('the same resource again makes no new version', async (rule) => {
    const xml = bpmn('once', startEvent() + endEvent() + flow('start', 'end'));
    const first = await rule.deploy('once', xml);
    const second = await rule.deploy('once', xml);
    const [before] = first.value.processesMetadata as { processDefinitionKey: string }[];
    expect(second.value.processesMetadata).to.deep.equal([{ ...before, duplicate: true }]);
  });

  scenario('an awaited instance answers with its result', async (rule) => {
    await rule.deploy('quick', bpmn('quick', startEvent() + endEvent() + flow('start', 'end')));
    const { value } = await rule.accepted({
      valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE_WITH_AWAITING_RESULT',
      value: { bpmnProcessId: 'quick', variables: '{"a": 1, "b": 2}', fetchVariables: ['b'] },
    });
    expect(value.variables).to.deep.equal({ b: '2' });
  });
});
