import { expect } from 'chai';
import { around, extensions } from '../engine/model/diagrams.ts';
import { eventually } from '../support/eventually.ts';
import { serveGateway, type ServedGateway } from './served-gateway.ts';

const UNKNOWN = '2251799813699999';
const NOTHING = 'No update data provided. Provide at least an "action" or a non-null value for a supported attribute in the "changeset".';

/** Method, path below the task, body; then what Zeebe 8.5.8 answers: status, title, detail. */
const refusals: readonly (readonly [method: string, path: string, body: string | undefined, status: number, title: string, detail: string | undefined])[] = [
  ['POST', `/${UNKNOWN}/completion`, undefined, 404, 'NOT_FOUND', `Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete user task with key '${UNKNOWN}', but no such user task was found`],
  ['POST', `/${UNKNOWN}/completion`, '{"foo":1,"action":1}', 404, 'NOT_FOUND', `Command 'COMPLETE' rejected with code 'NOT_FOUND': Expected to complete user task with key '${UNKNOWN}', but no such user task was found`],
  ['POST', '/abc/completion', undefined, 400, 'Bad Request', 'Type mismatch.'],
  ['POST', '/1/completion', undefined, 500, 'io.camunda.zeebe.broker.client.api.PartitionNotFoundException', 'Unexpected error occurred during the request processing: Expected to execute command on partition 0, but either it does not exist, or the gateway is not yet aware of it'],
  ['POST', `/${UNKNOWN}/completion`, '{', 400, 'Bad Request', 'Failed to read HTTP message'],
  ['POST', `/${UNKNOWN}/completion`, '{"variables":[1]}', 400, 'Bad Request', 'Failed to read HTTP message'],
  ['GET', `/${UNKNOWN}/completion`, undefined, 405, 'Method Not Allowed', 'Supported methods: [POST]'],
  ['POST', `/${UNKNOWN}/assignment`, undefined, 415, 'Unsupported Media Type', undefined],
  ['POST', `/${UNKNOWN}/assignment`, '{}', 400, 'INVALID_ARGUMENT', 'No assignee provided'],
  ['POST', `/${UNKNOWN}/assignment`, '{"assignee":" "}', 400, 'INVALID_ARGUMENT', 'No assignee provided'],
  ['POST', `/${UNKNOWN}/assignment`, '{"assignee":"a"}', 404, 'NOT_FOUND', `Command 'ASSIGN' rejected with code 'NOT_FOUND': Expected to assign user task with key '${UNKNOWN}', but no such user task was found`],
  ['DELETE', `/${UNKNOWN}/assignee`, undefined, 404, 'NOT_FOUND', `Command 'ASSIGN' rejected with code 'NOT_FOUND': Expected to assign user task with key '${UNKNOWN}', but no such user task was found`],
  ['PATCH', `/${UNKNOWN}`, undefined, 400, 'INVALID_ARGUMENT', NOTHING],
  ['PATCH', `/${UNKNOWN}`, '{"changeset":{"dueDate":null}}', 400, 'INVALID_ARGUMENT', NOTHING],
  ['PATCH', `/${UNKNOWN}`, '{"changeset":{"dueDate":"x","followUpDate":"y"}}', 400, 'INVALID_ARGUMENT', "The provided due date 'x' cannot be parsed as a date according to RFC 3339, section 5.6. The provided follow-up date 'y' cannot be parsed as a date according to RFC 3339, section 5.6."],
  ['PATCH', `/${UNKNOWN}`, '{"changeset":{"candidateGroups":"a"}}', 400, 'Bad Request', 'Failed to read HTTP message'],
  ['PATCH', `/${UNKNOWN}`, '{"changeset":{"candidateGroups":["a"]}}', 404, 'NOT_FOUND', `Command 'UPDATE' rejected with code 'NOT_FOUND': Expected to update user task with key '${UNKNOWN}', but no such user task was found`],
];

describe('user tasks over REST', () => {
  let gateway: ServedGateway;
  before(async () => {
    gateway = await serveGateway();
    await gateway.deploy(around(`<bpmn:userTask id="node">${extensions('<zeebe:userTask/>')}</bpmn:userTask>`));
  });
  after(() => gateway.close());

  /** The key of a new task, as the record stream names it. */
  const newTask = async (): Promise<string> => {
    const { processInstanceKey } = await gateway.ask<{ processInstanceKey: string }>('CreateProcessInstance', { bpmnProcessId: 'process', version: -1 });
    return eventually('the user task', () => Promise.resolve(gateway.engine.records(0, 10_000).find(({ valueType, intent, value }) =>
      valueType === 'USER_TASK' && intent === 'CREATED' && (value as { processInstanceKey: string }).processInstanceKey === processInstanceKey)?.key));
  };
  const last = (key: string) => gateway.engine.records(0, 10_000).filter((record) => record.key === key && record.recordType === 'EVENT').at(-1)!;

  for (const [method, path, body, status, title, detail] of refusals) {
    it(`${method} ${path} ${body ?? ''} → ${status}`, async () => {
      const instance = `/v1/user-tasks${path}`;
      expect(await gateway.rest(method, instance, body)).to.deep.equal({
        status, type: 'application/problem+json', body: { type: 'about:blank', title, status, ...(detail === undefined ? {} : { detail }), instance },
      });
    });
  }

  it('shows the topology, and nothing at other paths', async () => {
    const { status, body } = await gateway.rest('GET', '/v1/topology');
    expect(status).to.equal(200);
    expect(body).to.deep.include({ clusterSize: 1, gatewayVersion: '8.5.8' }).and.have.nested.property('brokers[0].partitions[0].role', 'leader');
    expect(await gateway.rest('GET', '/v1/nope')).to.deep.include({ status: 404 });
  });

  it('does not serve web pages', async () => {
    const response = await fetch(`http://127.0.0.1:${gateway.restPort}/v1/user-tasks/${UNKNOWN}/completion`, { method: 'POST', headers: { origin: 'http://example.org' } });
    expect(response.status).to.equal(403);
  });

  it('assigns, claims, updates, unassigns and completes a task', async () => {
    const key = await newTask();
    const task = `/v1/user-tasks/${key}`;
    expect((await gateway.rest('POST', `${task}/assignment`, '{"assignee":"ann"}')).status).to.equal(204);
    expect(last(key)).to.deep.include({ intent: 'ASSIGNED' }).and.have.nested.property('value.assignee', 'ann');
    expect(await gateway.rest('POST', `${task}/assignment`, '{"assignee":"bob","allowOverride":false}')).to.deep.include({ status: 409 })
      .and.have.nested.property('body.detail', `Command 'CLAIM' rejected with code 'INVALID_STATE': Expected to claim user task with key '${key}', but it has already been assigned`);
    expect((await gateway.rest('PATCH', task, '{"changeset":{"candidateGroups":["a"],"dueDate":"2026-01-01T00:00:00Z"}}')).status).to.equal(204);
    expect(last(key).value).to.deep.include({ candidateGroupsList: ['a'], dueDate: '2026-01-01T00:00:00Z', action: 'update' });
    expect((await gateway.rest('DELETE', `${task}/assignee`)).status).to.equal(204);
    expect(last(key).value).to.include({ assignee: '' });
    expect((await gateway.rest('POST', `${task}/completion`, '{"variables":{"done":true}}')).status).to.equal(204);
    expect(last(key)).to.deep.include({ intent: 'COMPLETED' });
    expect((await gateway.rest('POST', `${task}/completion`)).status).to.equal(404);
  });
});
