import type { GatewayCall } from './gateway-call.ts';
import { ODD_KEYS, UNKNOWN } from './keys.ts';

const json = { 'content-type': 'application/json' };
const task = '/v1/user-tasks/$task';
const unknown = `/v1/user-tasks/${UNKNOWN}`;
const given = 'user task';

/** Bodies that are wrong for every call that reads one. */
const BAD_BODIES = ['{', '[]', '1', '"x"', 'null', 'true', 'x', ' ', '{"action":{}}', '{"action":[1]}', '{"action":1}', '{"action":true}', '{"action":null}', '{"unknown":1}', '{"action":"a","action":"b"}', '{} x', "{'action':'a'}", '{"action":"a",}'];
const CONTENT_TYPES = ['text/plain', 'application/xml', 'application/json;charset=utf-8', 'application/json; charset=latin1', 'application/problem+json', 'application/vnd.x+json', 'nonsense', 'application/*', 'APPLICATION/JSON', 'application/x-www-form-urlencoded'];

export const restCalls: readonly GatewayCall[] = [
  { call: 'GET /v1/topology' },
  { call: 'GET /v1/topology', headers: { accept: 'text/html' } },
  { call: 'GET /v1/topology', headers: { accept: 'application/json' } },
  { call: 'GET /v1/topology', headers: { accept: '*/*' } },
  { call: 'POST /v1/topology' },
  { call: 'PUT /v1/topology', headers: json, body: '{}' },
  { call: 'GET /v1/topology/' },
  { call: 'GET /v1/Topology' },
  { call: 'GET /v1/topology?x=1' },
  { call: 'GET /v1' },
  { call: 'GET /v1/nope' },
  { call: 'POST /v1/nope', headers: json, body: '{}' },
  { call: 'GET /v2/topology' },
  { call: 'GET /v1/user-tasks' },
  { call: 'POST /v1/user-tasks/search', headers: json, body: '{}' },
  { call: `GET ${unknown}` },
  { call: `GET ${unknown}/completion` },
  { call: `PUT ${unknown}/completion`, headers: json, body: '{}' },
  { call: `DELETE ${unknown}/completion` },
  { call: `PATCH ${unknown}/assignment`, headers: json, body: '{}' },
  { call: `POST ${unknown}/assignee`, headers: json, body: '{}' },
  { call: `POST ${unknown}`, headers: json, body: '{}' },
  { call: `POST ${unknown}/nope`, headers: json, body: '{}' },
  { call: `POST ${unknown}/completion/`, headers: json, body: '{}' },
  { call: `OPTIONS ${unknown}/completion` },
  { call: `HEAD ${unknown}/completion` },

  ...['abc', '1.5', '%20', '12345678901234567890', '%2B1', '0x10', ...ODD_KEYS].flatMap((key) => [
    { call: `POST /v1/user-tasks/${key}/completion`, headers: json, body: '{}' },
    { call: `POST /v1/user-tasks/${key}/assignment`, headers: json, body: '{"assignee":"a"}' },
    { call: `DELETE /v1/user-tasks/${key}/assignee` },
    { call: `PATCH /v1/user-tasks/${key}`, headers: json, body: '{"action":"a"}' },
  ]),
  ...BAD_BODIES.flatMap((body) => [
    { call: `POST ${unknown}/completion`, headers: json, body },
    { call: `POST ${unknown}/assignment`, headers: json, body },
    { call: `PATCH ${unknown}`, headers: json, body },
  ]),
  ...CONTENT_TYPES.flatMap((type) => [
    { call: `POST ${unknown}/completion`, headers: { 'content-type': type }, body: '{}' },
    { call: `POST ${unknown}/assignment`, headers: { 'content-type': type }, body: '{"assignee":"a"}' },
    { call: `PATCH ${unknown}`, headers: { 'content-type': type }, body: '{"action":"a"}' },
    { call: `DELETE ${unknown}/assignee`, headers: { 'content-type': type }, body: '{}' },
  ]),
  { call: `POST ${unknown}/completion` },
  { call: `POST ${unknown}/assignment` },
  { call: `PATCH ${unknown}` },
  { call: `POST ${unknown}/completion`, body: '{}' },
  { call: `PATCH ${unknown}`, body: '{}' },
  { call: `POST ${unknown}/completion`, headers: json },
  { call: `POST ${unknown}/assignment`, headers: json },
  { call: `PATCH ${unknown}`, headers: json },
  { call: `POST ${unknown}/completion`, headers: { ...json, accept: 'text/html' }, body: '{}' },

  { call: `POST ${unknown}/completion`, headers: json, body: '{"variables":[1]}' },
  { call: `POST ${unknown}/completion`, headers: json, body: '{"variables":"x"}' },
  { call: `POST ${unknown}/completion`, headers: json, body: '{"variables":1}' },
  { call: `POST ${unknown}/completion`, headers: json, body: '{"variables":null}' },
  { call: `POST ${unknown}/completion`, headers: json, body: '{"variables":""}' },
  { call: `POST ${unknown}/completion`, headers: json, body: '{"variables":{"a":1,"a":2}}' },
  { call: `POST ${unknown}/assignment`, headers: json, body: '{}' },
  { call: `POST ${unknown}/assignment`, headers: json, body: '{"assignee":null}' },
  { call: `POST ${unknown}/assignment`, headers: json, body: '{"assignee":""}' },
  { call: `POST ${unknown}/assignment`, headers: json, body: '{"assignee":" "}' },
  { call: `POST ${unknown}/assignment`, headers: json, body: '{"assignee":7}' },
  { call: `POST ${unknown}/assignment`, headers: json, body: '{"assignee":["a"]}' },
  { call: `POST ${unknown}/assignment`, headers: json, body: '{"assignee":"a","allowOverride":"x"}' },
  { call: `POST ${unknown}/assignment`, headers: json, body: '{"assignee":"a","allowOverride":"false"}' },
  { call: `POST ${unknown}/assignment`, headers: json, body: '{"assignee":"a","allowOverride":0}' },
  { call: `POST ${unknown}/assignment`, headers: json, body: '{"assignee":"a","allowOverride":null}' },
  { call: `PATCH ${unknown}`, headers: json, body: '{"changeset":{}}' },
  { call: `PATCH ${unknown}`, headers: json, body: '{"changeset":null,"action":"a"}' },
  { call: `PATCH ${unknown}`, headers: json, body: '{"changeset":[]}' },
  { call: `PATCH ${unknown}`, headers: json, body: '{"changeset":{"unknown":1}}' },
  { call: `PATCH ${unknown}`, headers: json, body: '{"changeset":{"dueDate":null}}' },
  { call: `PATCH ${unknown}`, headers: json, body: '{"changeset":{"dueDate":1}}' },
  { call: `PATCH ${unknown}`, headers: json, body: '{"changeset":{"candidateUsers":"a"}}' },
  { call: `PATCH ${unknown}`, headers: json, body: '{"changeset":{"candidateUsers":[]}}' },
  { call: `PATCH ${unknown}`, headers: json, body: '{"changeset":{"candidateUsers":[1,true]}}' },
  ...['', 'x', '2024-01-01', '2024-01-01T00:00:00', '2024-01-01T00:00:00Z', '2024-13-01T00:00:00Z', '2024-02-30T00:00:00Z', '2024-01-01T25:00:00Z', '2024-01-01T00:00Z', '2024-01-01T00:00:00.123456789+02:00', '2024-01-01T00:00:00+0200', '2024-01-01 00:00:00Z', '2024-01-01T00:00:00Z[Europe/Paris]', '2024-01-01T00:00:00+19:00', '24-01-01T00:00:00Z'].map((dueDate) =>
    ({ call: `PATCH ${unknown}`, headers: json, body: JSON.stringify({ changeset: { dueDate } }) })),
  { call: `PATCH ${unknown}`, headers: json, body: '{"changeset":{"dueDate":"x","followUpDate":"y"}}' },

  { call: `POST ${task}/completion`, headers: json, body: '{"variables":{"a":1},"action":"done"}', given },
  { call: `POST ${task}/completion`, given },
  { call: `POST ${task}/assignment`, headers: json, body: '{"assignee":"ann","action":"take"}', given },
  { call: `POST ${task}/assignment`, headers: json, body: '{"assignee":"ann","allowOverride":false}', given },
  { call: `DELETE ${task}/assignee`, given },
  { call: `PATCH ${task}`, headers: json, body: '{"changeset":{"dueDate":"2024-01-01T00:00:00Z","candidateUsers":["a"]},"action":"set"}', given },
  { call: 'POST /v1/user-tasks/$instance/completion', headers: json, body: '{}', given },
];
