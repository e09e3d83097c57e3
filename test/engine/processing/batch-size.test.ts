import { expect } from 'chai';
import { bpmn, element, endEvent, extensions, flow, ioMapping, serviceTask, startEvent } from '../support/bpmn.ts';
import { field, ruleOfEachTest } from '../support/engine-rule.ts';

const letters = (count: number) => 'a'.repeat(count);
const script = (expression: string) => element('scriptTask', 'script', extensions(`<zeebe:script expression="${expression}" resultVariable="y"/>`));
const TOO_LARGE = { kind: 'rejection', type: 'EXCEEDED_BATCH_RECORD_SIZE', reason: '' };

/** What Zeebe 8.5.8 does with these sizes, seen on a broker. */
describe('a batch of records has at most 4 MB', () => {
  const rule = ruleOfEachTest();

  const create = (bpmnProcessId: string, x: string) => rule.send({
    valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', value: { bpmnProcessId, variables: JSON.stringify({ x }) },
  });
  const incident = () => field(rule.event({ valueType: 'INCIDENT', intent: 'CREATED' }).value, 'errorMessage');

  it('refuses commands that would need more, and changes nothing', async () => {
    await rule.deploy('wait', bpmn('wait', startEvent() + serviceTask('task') + endEvent() + flow('start', 'task', 'end')));
    expect(await create('wait', letters(2_200_000))).to.deep.equal(TOO_LARGE);
    expect(await create('wait', letters(1_900_000))).to.include({ kind: 'event' });
    const scopeKey = await rule.create('wait');
    const set = (x: string) => rule.send({
      valueType: 'VARIABLE_DOCUMENT', intent: 'UPDATE', value: { scopeKey, variables: JSON.stringify({ x }), updateSemantics: 'LOCAL' },
    });
    expect(await set(letters(2_200_000))).to.deep.equal(TOO_LARGE);
    expect(rule.variables(scopeKey)).to.deep.equal({});
    expect(await set(letters(1_900_000))).to.include({ kind: 'event' });
    expect(await rule.send({
      valueType: 'PROCESS_INSTANCE_MODIFICATION', intent: 'MODIFY', key: scopeKey,
      value: {
        activateInstructions: [{ elementId: 'task', ancestorScopeKey: '-1', variableInstructions: [{ elementId: '', variables: JSON.stringify({ x: letters(2_200_000) }) }] }],
        terminateInstructions: [],
      },
    })).to.deep.equal({
      kind: 'rejection', type: 'INVALID_ARGUMENT',
      reason: `Unable to modify process instance with key '${scopeKey}' as the size exceeds the maximum batch size. `
        + 'Please reduce the size by splitting the modification into multiple commands.',
    });
  });

  it('goes on command by command where only all of them together need more', async () => {
    await rule.deploy('copies', bpmn('copies', startEvent() + element('subProcess', 'sub', extensions(ioMapping({ inputs: { y: '=x', z: '=x' } })) + startEvent('in')
      + endEvent('out') + flow('in', 'out')) + endEvent() + flow('start', 'sub', 'end')));
    await create('copies', letters(1_900_000));
    await rule.settle();
    expect(rule.events({ elementId: 'copies', intent: 'ELEMENT_COMPLETED' })).to.have.length(1);
  });

  it('stops an element whose variable would be larger, until it is smaller', async () => {
    await rule.deploy('copies', bpmn('copies', startEvent() + script('=[x, x, x]') + endEvent() + flow('start', 'script', 'end')));
    const enough = await rule.create('copies', { x: letters(1_300_000) });
    await rule.settle();
    expect(rule.isDone(enough)).to.equal(true);
    const stopped = await rule.create('copies', { x: letters(1_500_000) });
    await rule.settle();
    expect(incident()).to.equal("Expected to process element 'script', but exceeded MAX_MESSAGE_SIZE limitation. If you have large or many variables consider reducing these.");
    await rule.accepted({
      valueType: 'VARIABLE_DOCUMENT', intent: 'UPDATE', value: { scopeKey: stopped, variables: '{"x": "a"}', updateSemantics: 'LOCAL' },
    });
    await rule.accepted({ valueType: 'INCIDENT', intent: 'RESOLVE', key: rule.event({ valueType: 'INCIDENT', intent: 'CREATED' }).key });
    await rule.settle();
    expect(rule.variables(stopped).y).to.deep.equal(['a', 'a', 'a']);
    expect(rule.isDone(stopped)).to.equal(true);
  });

  it('stops an element whose output mapping makes more', async () => {
    await rule.deploy('out', bpmn('out', startEvent() + serviceTask('task', { extensions: ioMapping({ outputs: { y: '=[x, x, x]' } }) }) + endEvent() + flow('start', 'task', 'end')));
    await create('out', letters(1_500_000));
    await rule.work('task');
    await rule.settle();
    expect(incident()).to.match(/^Expected to process element 'task', but exceeded MAX_MESSAGE_SIZE/);
    expect(rule.events({ elementId: 'task' }).map(({ intent }) => intent)).to.include('ELEMENT_COMPLETING').and.to.not.include('ELEMENT_COMPLETED');
  });

  it('does not hand out a job with more, and says how much it has', async () => {
    await rule.deploy('wait', bpmn('wait', startEvent() + serviceTask('task') + endEvent() + flow('start', 'task', 'end')));
    const scopeKey = await rule.create('wait');
    for (const name of ['x', 'y', 'z']) {
      await rule.accepted({
        valueType: 'VARIABLE_DOCUMENT', intent: 'UPDATE', value: { scopeKey, variables: JSON.stringify({ [name]: letters(1_900_000) }), updateSemantics: 'LOCAL' },
      });
    }
    expect(await rule.jobs('task')).to.deep.equal([]);
    expect(incident()).to.match(/^The job with key '\d+' can not be activated, because with 5\.4 MB it is larger than the configured message size \(per default is 4 MB\)\./);
    expect(rule.events({ valueType: 'JOB', intent: 'FAILED' })).to.deep.equal([]);
    await rule.accepted({ valueType: 'VARIABLE_DOCUMENT', intent: 'UPDATE', value: { scopeKey, variables: '{"x": 1, "y": 1}', updateSemantics: 'LOCAL' } });
    expect(await rule.jobs('task'), 'it waits for the resolution').to.deep.equal([]);
    await rule.accepted({ valueType: 'INCIDENT', intent: 'RESOLVE', key: rule.event({ valueType: 'INCIDENT', intent: 'CREATED' }).key });
    expect(await rule.jobs('task')).to.have.length(1);
  });
});
