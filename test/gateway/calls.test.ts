import { expect } from 'chai';
import { around, diagram, serviceTask } from '../engine/model/diagrams.ts';
import { serveGateway, type ServedGateway } from './served-gateway.ts';

const UNKNOWN = '2251799813699999';
const OTHER_PARTITION = 'UNAVAILABLE Expected to execute command on partition 2, but either it does not exist, or the gateway is not yet aware of it';
const file = (name: string, content: string) => ({ name, content: Buffer.from(content) });
const empty = diagram('<bpmn:startEvent id="a"/>');

/** RPC, request, and the status and text that Zeebe 8.5.8 answers with. */
const refusals: readonly (readonly [call: string, request: Record<string, unknown>, answer: string])[] = [
  ['DeployResource', { resources: [] }, "INVALID_ARGUMENT Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy at least one resource, but none given"],
  ['DeployResource', { resources: [file('x.txt', 'x')] }, "INVALID_ARGUMENT Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new resources, but encountered the following errors:\n\n'x.txt': unknown resource type"],
  ['DeployResource', { resources: [file('a.bpmn', 'x'), file('b.bpmn', around('<bpmn:serviceTask id="node"/>'))] },
    "INVALID_ARGUMENT Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new resources, but encountered the following errors:\n'a.bpmn': Fatal Error: URI=null Line=1: Content is not allowed in prolog.\n'b.bpmn': - Element: node\n    - ERROR: Must have exactly one 'zeebe:taskDefinition' extension element\n"],
  ['DeployResource', { resources: [file('a.bpmn', empty), file('b.bpmn', empty)] },
    "INVALID_ARGUMENT Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new resources, but encountered the following errors:\nDuplicated process id in resources 'a.bpmn' and 'b.bpmn'"],
  ['DeployResource', { tenantId: 'a', resources: [] }, "INVALID_ARGUMENT Expected to handle gRPC request DeployResource with tenant identifier 'a', but multi-tenancy is disabled"],
  ['CreateProcessInstance', { bpmnProcessId: 'nope', version: -1 }, "NOT_FOUND Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID 'nope', but none found"],
  ['CreateProcessInstance', { bpmnProcessId: 'process', version: 99 }, "NOT_FOUND Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID 'process' and version '99', but none found"],
  ['CreateProcessInstance', { processDefinitionKey: '123' }, "NOT_FOUND Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with key '123', but none found"],
  ['CreateProcessInstance', {}, "NOT_FOUND Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with key '0', but none found"],
  ['CreateProcessInstance', { bpmnProcessId: 'process', version: -1, variables: '[1]' }, "INVALID_ARGUMENT Property 'variables' is invalid: Expected document to be a root level object, but was 'ARRAY'"],
  ['CreateProcessInstance', { bpmnProcessId: 'process', version: -1, variables: '"a"' }, "INVALID_ARGUMENT Property 'variables' is invalid: Expected document to be a root level object, but was 'STRING'"],
  ['CreateProcessInstance', { bpmnProcessId: 'process', version: -1, variables: '{"a":' }, 'INVALID_ARGUMENT Invalid JSON value: {"a":\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 6]'],
  ['CreateProcessInstance', { bpmnProcessId: 'process', version: -1, tenantId: 'x' }, "INVALID_ARGUMENT Expected to handle gRPC request CreateProcessInstance with tenant identifier 'x', but multi-tenancy is disabled"],
  ['CreateProcessInstanceWithResult', { request: { bpmnProcessId: 'nope', version: -1 } }, "NOT_FOUND Command 'CREATE_WITH_AWAITING_RESULT' rejected with code 'NOT_FOUND': Expected to find process definition with process ID 'nope', but none found"],
  ['CompleteJob', { jobKey: UNKNOWN }, `NOT_FOUND Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete job with key '${UNKNOWN}', but no such job was found`],
  ['CompleteJob', { jobKey: '4503599627370497' }, OTHER_PARTITION],
  ['CompleteJob', { jobKey: UNKNOWN, variables: '1' }, "INVALID_ARGUMENT Property 'variables' is invalid: Expected document to be a root level object, but was 'INTEGER'"],
  ['FailJob', { jobKey: UNKNOWN, retries: 1 }, `NOT_FOUND Command 'FAIL' rejected with code 'NOT_FOUND': Expected to fail job with key '${UNKNOWN}', but no such job was found`],
  ['ThrowError', { jobKey: UNKNOWN, errorCode: 'E' }, `NOT_FOUND Command 'THROW_ERROR' rejected with code 'NOT_FOUND': Expected to throw an error for job with key '${UNKNOWN}', but no such job was found`],
  ['UpdateJobRetries', { jobKey: UNKNOWN, retries: 2 }, `NOT_FOUND Command 'UPDATE_RETRIES' rejected with code 'NOT_FOUND': Expected to update retries for job with key '${UNKNOWN}', but no such job was found`],
  ['UpdateJobRetries', { jobKey: UNKNOWN, retries: 0 }, `INVALID_ARGUMENT Command 'UPDATE_RETRIES' rejected with code 'INVALID_ARGUMENT': Expected to update retries for job with key '${UNKNOWN}' with a positive amount of retries, but the amount given was '0'`],
  ['UpdateJobTimeout', { jobKey: UNKNOWN, timeout: 2000 }, `NOT_FOUND Command 'UPDATE_TIMEOUT' rejected with code 'NOT_FOUND': Expected to update job deadline with key '${UNKNOWN}', but no such job was found`],
  ['ResolveIncident', { incidentKey: UNKNOWN }, `NOT_FOUND Command 'RESOLVE' rejected with code 'NOT_FOUND': Expected to resolve incident with key '${UNKNOWN}', but no such incident was found`],
  ['SetVariables', { elementInstanceKey: UNKNOWN, variables: '{}' }, `NOT_FOUND Command 'UPDATE' rejected with code 'NOT_FOUND': Expected to update variables for element with key '${UNKNOWN}', but no such element was found`],
  ['SetVariables', { elementInstanceKey: '4503599627370497', variables: '{}' }, OTHER_PARTITION],
  ['CancelProcessInstance', { processInstanceKey: UNKNOWN }, `NOT_FOUND Command 'CANCEL' rejected with code 'NOT_FOUND': Expected to cancel a process instance with key '${UNKNOWN}', but no such process was found`],
  ['EvaluateDecision', { decisionId: 'x' }, "INVALID_ARGUMENT Command 'EVALUATE' rejected with code 'INVALID_ARGUMENT': Expected to evaluate decision 'x', but no decision found for id 'x'"],
  ['ModifyProcessInstance', { processInstanceKey: UNKNOWN }, `NOT_FOUND Command 'MODIFY' rejected with code 'NOT_FOUND': Expected to modify process instance but no process instance found with key '${UNKNOWN}'`],
  ['MigrateProcessInstance', { processInstanceKey: UNKNOWN }, `NOT_FOUND Command 'MIGRATE' rejected with code 'NOT_FOUND': Expected to migrate process instance but no process instance found with key '${UNKNOWN}'`],
  ['DeleteResource', { resourceKey: UNKNOWN }, `NOT_FOUND Command 'DELETE' rejected with code 'NOT_FOUND': Expected to delete resource but no resource found with key \`${UNKNOWN}\``],
  ['BroadcastSignal', { signalName: 'x', variables: '[1]' }, "INVALID_ARGUMENT Property 'variables' is invalid: Expected document to be a root level object, but was 'ARRAY'"],
];

describe('gateway calls', () => {
  let gateway: ServedGateway;
  before(async () => {
    gateway = await serveGateway();
    await gateway.deploy(empty);
    await gateway.deploy(around(serviceTask('node')).replaceAll('"process"', '"work"'));
  });
  after(() => gateway.close());

  for (const [call, request, answer] of refusals) {
    it(`${call} ${JSON.stringify(request).slice(0, 90)} → ${answer.slice(0, 60)}`, async () => {
      expect(await gateway.call(call, request)).to.equal(answer);
    });
  }

  it('shows one broker with one partition', async () => {
    expect(await gateway.call('Topology', {})).to.deep.include({ clusterSize: 1, partitionsCount: 1, replicationFactor: 1, gatewayVersion: '8.5.8' });
  });

  it('deploys a resource once and answers the same version again', async () => {
    const request = { resources: [file('once.bpmn', diagram('<bpmn:startEvent id="a"/>', '', 'id="once" isExecutable="true"'))] };
    const first = await gateway.ask<{ key: string; deployments: readonly object[] }>('DeployResource', request);
    const second = await gateway.ask<{ key: string; deployments: readonly object[] }>('DeployResource', request);
    expect(first.deployments).to.deep.equal(second.deployments);
    expect(first.deployments[0]).to.have.nested.property('process.version', 1);
    expect(first.key).to.not.equal(second.key);
    const older = await gateway.ask<{ processes: readonly object[] }>('DeployProcess', { processes: [{ name: 'once.bpmn', definition: request.resources[0]!.content }] });
    expect(older.processes[0]).to.include({ bpmnProcessId: 'once', version: 1, resourceName: 'once.bpmn' });
  });

  it('answers with the variables that were asked for when the instance completed, digits unchanged', async () => {
    const request = { bpmnProcessId: 'process', version: -1, variables: '{"a":12345678901234567890, "b":1.10, "c":"x"}' };
    const all = await gateway.ask('CreateProcessInstanceWithResult', { request, requestTimeout: 5000 });
    expect(all['variables']).to.equal('{"a":12345678901234567890,"b":1.10,"c":"x"}');
    const some = await gateway.ask('CreateProcessInstanceWithResult', { request, requestTimeout: 5000, fetchVariables: ['c'] });
    expect(some['variables']).to.equal('{"c":"x"}');
  });

  it('gives up waiting for a result after the request time-out', async () => {
    expect(await gateway.call('CreateProcessInstanceWithResult', { request: { bpmnProcessId: 'work', version: -1 }, requestTimeout: 200 }))
      .to.match(/^DEADLINE_EXCEEDED Time out between gateway and broker: Request command-api-1 to 127\.0\.0\.1:\d+ timed out in PT0\.2S$/);
  });

  it('publishes a message once for one message id', async () => {
    const message = { name: 'm', correlationKey: 'k', timeToLive: 60_000, messageId: 'id1' };
    expect(await gateway.call('PublishMessage', message)).to.have.property('tenantId', '<default>');
    expect(await gateway.call('PublishMessage', message)).to.equal(
      "ALREADY_EXISTS Command 'PUBLISH' rejected with code 'ALREADY_EXISTS': Expected to publish a new message with id 'id1', but a message with that id was already published");
  });

  it('cancels an instance once, and sets variables before', async () => {
    const { processInstanceKey } = await gateway.ask<{ processInstanceKey: string }>('CreateProcessInstance', { bpmnProcessId: 'work', version: -1 });
    expect(await gateway.call('SetVariables', { elementInstanceKey: processInstanceKey, variables: '{"x":1}' })).to.have.property('key');
    expect(await gateway.call('CancelProcessInstance', { processInstanceKey })).to.deep.equal({});
    expect(await gateway.call('CancelProcessInstance', { processInstanceKey })).to.match(/^NOT_FOUND .* no such process was found$/);
  });

  it('refuses messages above 4 MB', async () => {
    const request = { bpmnProcessId: 'process', version: -1, variables: JSON.stringify({ a: 'x'.repeat(4 * 1024 * 1024) }) };
    expect(await gateway.call('CreateProcessInstance', request)).to.match(/^RESOURCE_EXHAUSTED /);
  });
});
