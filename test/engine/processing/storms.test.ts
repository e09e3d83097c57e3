import { expect } from 'chai';
import { eventually } from '../../support/eventually.ts';
import { boundaryEvent, bpmn, element, endEvent, extensions, flow, message, messageEvent, serviceTask, startEvent, timer } from '../support/bpmn.ts';
import { field, ruleOfEachTest } from '../support/engine-rule.ts';

const letters = (count: number) => 'a'.repeat(count);
const script = (expression: string) => element('scriptTask', 'script', extensions(`<zeebe:script expression="${expression}" resultVariable="x"/>`));

describe('what comes in masses, or is huge', () => {
  const rule = ruleOfEachTest();

  const incident = () => eventually('an incident', () => Promise.resolve(rule.events({ valueType: 'INCIDENT', intent: 'CREATED' })[0]));

  for (const cycle of ['R/PT0S', 'R1000000/PT0.001S']) {
    it(`a timer of ${cycle} leaves others their turn, and ends with its instance`, async () => {
      await rule.deploy('storm', bpmn('storm', startEvent() + serviceTask('task') + boundaryEvent('tick', 'task', timer('timeCycle', cycle), false) + endEvent() + endEvent('ticked')
        + flow('start', 'task', 'end') + flow('tick', 'ticked')));
      const instance = await rule.create('storm');
      let seconds = 0;
      const ticks = () => rule.events({ valueType: 'TIMER', intent: 'TRIGGERED' }).length;
      await eventually('20 ticks', () => {
        rule.clock.advance(1000 * ++seconds);
        return Promise.resolve(ticks() >= 20);
      });
      await rule.work('task');
      await eventually('the instance to end', () => Promise.resolve(rule.isDone(instance)));
      const ended = ticks();
      rule.clock.advance(60_000);
      await rule.settle();
      expect(ticks()).to.equal(ended);
    });
  }

  it('2,000 messages at once start 2,000 instances', async () => {
    await rule.deploy('heard', bpmn('heard', startEvent('start', messageEvent('m')) + endEvent() + flow('start', 'end'), message('m', 'news')));
    const answers = await Promise.all(Array.from({ length: 2_000 }, (_, n) => rule.publish('news', '', { variables: { n } })));
    expect(answers.filter(({ kind }) => kind === 'event')).to.have.length(2_000);
    await rule.settle();
    expect(rule.events({ elementId: 'heard', intent: 'ELEMENT_COMPLETED' })).to.have.length(2_000);
  }).timeout(60_000);

  it('400 versions of a process are all there', async () => {
    const version = (n: number) => bpmn('versions', startEvent() + script(`=${n}`) + endEvent() + flow('start', 'script', 'end'));
    for (let n = 1; n <= 400; n++) await rule.deploy('versions', version(n));
    for (const n of [1, 200, 400]) {
      const { value } = await rule.accepted({ valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', value: { bpmnProcessId: 'versions', version: n } });
      expect(rule.variables(String(value.processInstanceKey))).to.deep.equal({ x: n });
    }
  }).timeout(120_000);

  for (const [what, expression] of [['a text', '=x + x'], ['a list', '=[x, x]'], ['a context', '={a: x, b: x}']] as const) {
    it(`${what} that doubles with each turn of a loop stops in an incident`, async () => {
      await rule.deploy('doubling', bpmn('doubling', startEvent() + element('exclusiveGateway', 'again') + script(expression) + flow('start', 'again', 'script', 'again')));
      await rule.create('doubling', { x: letters(100_000) });
      expect(field((await incident()).value, 'errorMessage')).to.match(/exceeded MAX_MESSAGE_SIZE|more than 300000 steps/);
    });
  }

  for (const [what, id, variables] of [['names', letters(100_000), {}], ['variables', 'turning', { x: letters(1_500_000) }]] as const) {
    it(`a loop without end whose records have long ${what} leaves others their turn`, async () => {
      await rule.deploy('turning', bpmn(id, startEvent() + element('exclusiveGateway', 'again') + script('=x') + flow('start', 'again', 'script', 'again')));
      await rule.deploy('quick', bpmn('quick', startEvent() + endEvent() + flow('start', 'end')));
      const written: number[] = [];
      let read = rule.engine.lastPosition;
      rule.engine.onRecords((lastPosition) => {
        written.push(rule.engine.records(read, 10_000).reduce((sum, { value }) => sum + JSON.stringify(value).length, 0));
        read = lastPosition;
      });
      await rule.create(id, variables);
      for (let others = 0; others < 5; others++) await rule.create('quick');
      // A step of 4 MB, and another that was begun just before there were so many, each with the command it follows from.
      expect(Math.max(...written)).to.be.lessThan(16 * 1024 * 1024);
    }).timeout(60_000);
  }

  it('names of a megabyte work', async () => {
    const [name, id] = [letters(1_000_000), `id${letters(1_000_000)}`];
    await rule.deploy('long', bpmn(id, startEvent('start', messageEvent('m')) + startEvent('other') + serviceTask('task', { type: name }) + endEvent() + flow('start', 'task', 'end') + flow('other', 'task'), message('m', name)));
    expect(await rule.publish(name, name, { messageId: name })).to.include({ kind: 'event' });
    await rule.create(id, { [name]: 1 });
    await rule.settle();
    // One answer has no room for two of them.
    expect([...await rule.jobs(name), ...await rule.jobs(name)]).to.have.length(2);
  }).timeout(60_000);
});
