import { expect } from 'chai';
import { boundaryEvent, bpmn, element, endEvent, flow, message, messageEvent, serviceTask, startEvent, timer } from '../support/bpmn.ts';
import { scenario } from '../support/scenario.ts';
import type { EngineRule } from '../support/engine-rule.ts';

const signalDefinition = '<bpmn:signalEventDefinition signalRef="signal"/>';
const signal = '<bpmn:signal id="signal" name="alarm"/>';
const escalation = '<bpmn:escalation id="escalation" escalationCode="LATE"/>';
const escalationDefinition = '<bpmn:escalationEventDefinition escalationRef="escalation"/>';

function broadcast(rule: EngineRule, variables = '{}') {
  return rule.accepted({ valueType: 'SIGNAL', intent: 'BROADCAST', value: { signalName: 'alarm', variables } });
}

describe('signals, escalations and gateways that wait', () => {
  scenario('a signal starts instances and reaches those that wait', async (rule) => {
    await rule.deploy('hears', bpmn('hears', startEvent() + element('intermediateCatchEvent', 'wait', signalDefinition) + endEvent() + flow('start', 'wait', 'end'), signal));
    await rule.deploy('begins', bpmn('begins', startEvent('start', signalDefinition) + endEvent() + flow('start', 'end'), signal));
    const [one, two] = [await rule.create('hears'), await rule.create('hears')];
    await broadcast(rule, '{"level": 3}');
    expect([rule.isDone(one), rule.isDone(two)]).to.deep.equal([true, true]);
    expect(rule.variables(one)).to.deep.equal({ level: 3 });
    expect(rule.events({ elementId: 'begins', intent: 'ELEMENT_COMPLETED' })).to.have.length(1);
  });

  scenario('an escalation informs without stopping the work', async (rule) => {
    const inner = startEvent('in') + element('intermediateThrowEvent', 'raise', escalationDefinition) + serviceTask('work') + endEvent('ie') + flow('in', 'raise', 'work', 'ie');
    await rule.deploy('late', bpmn('late', startEvent() + element('subProcess', 'inner', inner) + boundaryEvent('caught', 'inner', escalationDefinition, false)
      + serviceTask('inform') + endEvent() + endEvent('informed') + flow('start', 'inner', 'end') + flow('caught', 'inform', 'informed'), escalation));
    const instance = await rule.create('late');
    await rule.work('inform');
    expect(rule.isDone(instance)).to.equal(false);
    await rule.work('work');
    expect(rule.isDone(instance)).to.equal(true);
  });

  scenario('an event-based gateway takes the first event and forgets the other', async (rule) => {
    await rule.deploy('first', bpmn('first', startEvent() + element('eventBasedGateway', 'which') + element('intermediateCatchEvent', 'paid', messageEvent('m'))
      + element('intermediateCatchEvent', 'tooLate', timer('timeDuration', 'PT1H')) + endEvent() + endEvent('reminded')
      + flow('start', 'which', 'paid', 'end') + flow('which', 'tooLate', 'reminded'), message('m', 'paid', '=order')));
    const [paid, unpaid] = [await rule.create('first', { order: 'a' }), await rule.create('first', { order: 'b' })];
    await rule.publish('paid', 'a');
    expect(rule.isDone(paid)).to.equal(true);
    await rule.advance(3_600_000);
    expect(rule.steps(unpaid)).to.include('reminded COMPLETED');
    expect(rule.steps(paid)).to.not.include('tooLate ACTIVATED');
  });

  scenario('an instruction moves a token and a migration changes the process under it', async (rule) => {
    const xml = (id: string, second: string) => bpmn(id, startEvent() + serviceTask('a') + serviceTask(second) + endEvent() + flow('start', 'a', second, 'end'));
    await rule.deploy('old', xml('old', 'b'));
    const { value } = await rule.deploy('new', xml('new', 'c'));
    const [target] = value.processesMetadata as { processDefinitionKey: string }[];
    const instance = await rule.create('old');
    const a = rule.event({ elementId: 'a', intent: 'ELEMENT_ACTIVATED' });
    await rule.accepted({
      valueType: 'PROCESS_INSTANCE_MODIFICATION', intent: 'MODIFY', key: instance,
      value: {
        activateInstructions: [{ elementId: 'b', ancestorScopeKey: '-1', variableInstructions: [{ elementId: '', variables: '{"moved": true}' }] }],
        terminateInstructions: [{ elementInstanceKey: a.key }],
      },
    });
    expect(await rule.jobs('a')).to.deep.equal([]);
    await rule.accepted({
      valueType: 'PROCESS_INSTANCE_MIGRATION', intent: 'MIGRATE', key: instance,
      value: { targetProcessDefinitionKey: target!.processDefinitionKey, mappingInstructions: [{ sourceElementId: 'b', targetElementId: 'c' }] },
    });
    await rule.work('b');
    expect(rule.isDone(instance)).to.equal(true);
    expect(rule.steps(instance)).to.include('c COMPLETED');
    expect(rule.variables(instance)).to.deep.equal({ moved: true });
  });
});
