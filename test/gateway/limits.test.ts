import { expect } from 'chai';
import { bpmn, element, endEvent, extensions, flow, startEvent } from '../engine/support/bpmn.ts';
import { serveGateway, type ServedGateway } from './served-gateway.ts';

const letters = (count: number) => 'a'.repeat(count);
const copy = (id: string) => element('scriptTask', id, extensions(`<zeebe:script expression="=x" resultVariable="${id}"/>`));
const nested = (levels: number) => `{"x":${'['.repeat(levels)}${']'.repeat(levels)}}`;
const bomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')}]><definitions>&e9;</definitions>`;
const file = (content: string) => ({ resources: [{ name: 'x.bpmn', content: Buffer.from(content) }] });

describe('the gateway within its limits', () => {
  let gateway: ServedGateway;
  before(async () => {
    gateway = await serveGateway();
    await gateway.deploy(bpmn('quick', startEvent() + endEvent() + flow('start', 'end')));
    await gateway.deploy(bpmn('copies', startEvent() + copy('one') + copy('two') + endEvent() + flow('start', 'one', 'two', 'end')));
  });
  after(() => gateway.close());
  afterEach('it goes on', async () => { await gateway.ask('CreateProcessInstance', { bpmnProcessId: 'quick', version: -1 }); });

  const refused: readonly (readonly [what: string, call: string, request: () => Record<string, unknown>, answer: RegExp])[] = [
    ['variables of 100 MB', 'CreateProcessInstance', () => ({ bpmnProcessId: 'quick', version: -1, variables: JSON.stringify({ x: letters(100_000_000) }) }), /^RESOURCE_EXHAUSTED .*larger than max/],
    ['a message of more than 4 MB', 'PublishMessage', () => ({ name: letters(4_200_000), correlationKey: 'k' }), /^RESOURCE_EXHAUSTED .*larger than max/],
    ['variables whose records are more than 4 MB', 'CreateProcessInstance', () => ({ bpmnProcessId: 'quick', version: -1, variables: JSON.stringify({ x: letters(2_200_000) }) }), /^UNKNOWN .*EXCEEDED_BATCH_RECORD_SIZE.*larger than 4 MB/],
    ['variables nested 100,000 deep', 'CreateProcessInstance', () => ({ bpmnProcessId: 'quick', version: -1, variables: nested(100_000) }), /^INVALID_ARGUMENT .*(1000|nest)/s],
    ['entities that explode', 'DeployResource', () => file(bomb), /^INVALID_ARGUMENT .*DOCTYPE is disallowed/s],
    ['a document type from outside', 'DeployResource', () => file('<?xml version="1.0"?><!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>'), /^INVALID_ARGUMENT .*DOCTYPE is disallowed/s],
    ['elements nested 1,000 deep', 'DeployResource', () => file(`${'<x>'.repeat(1000)}${'</x>'.repeat(1000)}`), /^INVALID_ARGUMENT .*nested deeper than 200/s],
  ];
  for (const [what, call, request, answer] of refused) {
    it(`refuses ${what}`, async () => {
      expect(await gateway.call(call, request())).to.be.a('string').and.match(answer);
    });
  }

  it('takes variables nested 900 deep', async () => {
    expect(await gateway.call('CreateProcessInstance', { bpmnProcessId: 'quick', version: -1, variables: nested(900) })).to.be.an('object');
  });

  it('cuts what it quotes: an answer with too long a text would never arrive', async () => {
    for (const bpmnProcessId of [letters(5_000), letters(1_000_000), 'ü'.repeat(20_000), '%'.repeat(20_000), '😀'.repeat(20_000)]) {
      expect(await gateway.call('CreateProcessInstance', { bpmnProcessId, version: -1 })).to.match(/^NOT_FOUND .*find process definition with process ID/);
    }
    expect(await gateway.call('CreateProcessInstance', { bpmnProcessId: 'quick', variables: `{"x": "${letters(1_000_000)}` })).to.match(/^INVALID_ARGUMENT Invalid JSON value: .*… \(shortened\)$/);
  });

  it('answers with a result of more than 4 MB, which clients take that allow it', async () => {
    const { variables } = await gateway.ask<{ variables: string }>('CreateProcessInstanceWithResult', {
      request: { bpmnProcessId: 'copies', version: -1, variables: JSON.stringify({ x: letters(1_900_000) }) }, requestTimeout: 5000,
    });
    expect(variables).to.have.length.greaterThan(5_700_000);
  });
});
