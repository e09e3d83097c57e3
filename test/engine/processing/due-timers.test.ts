import { expect } from 'chai';
import { boundaryEvent, bpmn, element, endEvent, flow, serviceTask, startEvent, timer } from '../support/bpmn.ts';
import { field, ruleOfEachTest } from '../support/engine-rule.ts';

const EACH = 300;

describe('timers that are due at one moment', () => {
  const rule = ruleOfEachTest();

  it('trigger in the order of the instances that wait, however many they are, those of start events last', async () => {
    await rule.deploy('ticking', bpmn('ticking', startEvent() + serviceTask('task') + boundaryEvent('tick', 'task', timer('timeCycle', 'R/PT10S'), false)
      + endEvent() + endEvent('ticked') + flow('start', 'task', 'end') + flow('tick', 'ticked')));
    await rule.deploy('waiting', bpmn('waiting', startEvent() + element('intermediateCatchEvent', 'wait', timer('timeDuration', 'PT16S')) + endEvent() + flow('start', 'wait', 'end')));
    await rule.deploy('starting', bpmn('starting', startEvent('start', timer('timeCycle', 'R/PT20S')) + endEvent() + flow('start', 'end')));
    for (let i = 0; i < EACH; i++) await rule.create('ticking');
    await rule.advance(4_000);
    for (let i = 0; i < EACH; i++) await rule.create('waiting');
    // The second timers of those that tick are younger than those of the ones that wait, and are due with them.
    await rule.advance(6_000);
    const before = rule.engine.lastPosition;
    await rule.advance(10_000);

    const triggered = rule.events({ valueType: 'TIMER', intent: 'TRIGGERED' }).filter(({ position }) => position > before);
    expect(triggered.map(({ value }) => field(value, 'targetElementId')))
      .to.deep.equal([...Array<string>(EACH).fill('tick'), ...Array<string>(EACH).fill('wait'), 'start']);
    const waiting = triggered.slice(0, -1).map(({ value }) => Number(field(value, 'elementInstanceKey')));
    expect(waiting).to.deep.equal([...waiting].sort((a, b) => a - b));
  }).timeout(60_000);
});
