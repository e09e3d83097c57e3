import { expect } from 'chai';
import { bpmn, element, endEvent, flow, serviceTask, startEvent } from '../support/bpmn.ts';
import { scenario } from '../support/scenario.ts';

const compensation = (id: string): string => `<bpmn:compensateEventDefinition id="${id}"/>`;

/** The task, and the task that undoes it. */
function undone(id: string, handler: string): { nodes: string; association: string } {
  return {
    nodes: serviceTask(id) + element('boundaryEvent', `${id}-undone`, compensation(`${id}-definition`), `attachedToRef="${id}"`)
      + serviceTask(handler).replace('<bpmn:serviceTask ', '<bpmn:serviceTask isForCompensation="true" '),
    association: `<bpmn:association id="${id}-association" sourceRef="${id}-undone" targetRef="${handler}"/>`,
  };
}

describe('compensation and execution listeners', () => {
  scenario('what was done is undone, in a subprocess too, and then the way goes on', async (rule) => {
    const [outer, inner] = [undone('book', 'unbook'), undone('pay', 'refund')];
    const sub = startEvent('in') + inner.nodes + endEvent('out') + flow('in', 'pay', 'out') + inner.association;
    await rule.deploy('trip', bpmn('trip', startEvent() + outer.nodes + element('subProcess', 'paying', sub)
      + element('intermediateThrowEvent', 'undo', compensation('everything')) + serviceTask('inform') + endEvent()
      + flow('start', 'book', 'paying', 'undo', 'inform', 'end') + outer.association));
    const instance = await rule.create('trip');
    await rule.work('book');
    await rule.work('pay');
    expect(await rule.jobs('inform')).to.deep.equal([]);
    await rule.work('unbook', { booked: false });
    expect(rule.isDone(instance)).to.equal(false);
    await rule.work('refund');
    await rule.work('inform');
    expect(rule.isDone(instance)).to.equal(true);
    expect(rule.variables(instance)).to.deep.equal({ booked: false });
    expect(rule.steps(instance)).to.include('refund COMPLETED');
  });

  scenario('what was undone is not undone again', async (rule) => {
    const { nodes, association } = undone('book', 'unbook');
    await rule.deploy('twice', bpmn('twice', startEvent() + nodes + element('intermediateThrowEvent', 'first', compensation('a'))
      + endEvent('second', compensation('b')) + flow('start', 'book', 'first', 'second') + association));
    const instance = await rule.create('twice');
    await rule.work('book');
    await rule.work('unbook');
    expect(rule.isDone(instance)).to.equal(true);
  });

  scenario('an instance ends that is cancelled while an event sub-process undoes what was done outside it', async (rule) => {
    const { nodes, association } = undone('book', 'unbook');
    const onAlarm = element('subProcess', 'on-alarm', startEvent('alarm', '<bpmn:signalEventDefinition signalRef="signal"/>')
      + element('intermediateThrowEvent', 'undo', compensation('everything')) + endEvent('undone') + flow('alarm', 'undo', 'undone'), 'triggeredByEvent="true"')
      .replace('<bpmn:startEvent ', '<bpmn:startEvent isInterrupting="false" ');
    await rule.deploy('alarmed', bpmn('alarmed', startEvent() + nodes + serviceTask('wait') + endEvent() + flow('start', 'book', 'wait', 'end') + onAlarm + association,
      '<bpmn:signal id="signal" name="alarm"/>'));
    const instance = await rule.create('alarmed');
    await rule.work('book');
    await rule.accepted({ valueType: 'SIGNAL', intent: 'BROADCAST', value: { signalName: 'alarm', variables: '{}' } });
    expect(rule.steps(instance)).to.include('unbook ACTIVATED');
    await rule.accepted({ valueType: 'PROCESS_INSTANCE', intent: 'CANCEL', key: instance });
    expect(rule.isDone(instance)).to.equal(true);
    expect(rule.steps(instance).slice(-2)).to.deep.equal(['on-alarm TERMINATED', 'alarmed TERMINATED']);
  });

  scenario('listeners run in their order around the work of a task', async (rule) => {
    const listeners = ['start', 'end'].map((event) => `<zeebe:executionListener eventType="${event}" type="${event}-1"/><zeebe:executionListener eventType="${event}" type="${event}-2"/>`).join('');
    await rule.deploy('listened', bpmn('listened', startEvent() + serviceTask('work', { extensions: `<zeebe:executionListeners>${listeners}</zeebe:executionListeners>` })
      + endEvent() + flow('start', 'work', 'end')));
    const instance = await rule.create('listened');
    for (const type of ['start-1', 'start-2', 'work', 'end-1', 'end-2']) {
      expect(rule.isDone(instance)).to.equal(false);
      await rule.work(type, { last: type });
    }
    expect(rule.isDone(instance)).to.equal(true);
    expect(rule.variables(instance)).to.deep.equal({ last: 'end-2' });
  });
});
