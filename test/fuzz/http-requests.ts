import { jsonDocument } from './documents.ts';
import { oneOf } from './fuzz-case.ts';
import type { Generator } from './fuzz-case.ts';

const PATHS = [
  '/', '//', '/v1', '/v1/topology', '/v1/topology/', '/v1/user-tasks/1', '/v1/user-tasks/2251799813685249', '/v1/user-tasks/2251799813685249/completion', '/v1/user-tasks/-1/assignment', '/v1/user-tasks/2251799813685249/assignee',
  '/v1/user-tasks/%', '/v1/user-tasks/%00/completion', '/v1/user-tasks/%E0%A4%A/completion', '/v1/user-tasks/99999999999999999999', '/v1/user-tasks/abc/assignment', '/v1/user-tasks/1e3', '/v1//user-tasks//', '/v1/../../etc/passwd', '/%2e%2e', '/v1/user-tasks/' + '9'.repeat(5_000), '/?a=b', '/v1/topology?x[]=1', '//example.com/v1/topology', '/\\', '*', 'http://127.0.0.1/v1/topology', 'http://[', 'v1/topology', '/v1/user-tasks/__proto__',
];
const METHODS = ['GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'];
const TYPES = ['application/json', 'application/json; charset=utf-8', 'text/plain', 'application/xml', 'multipart/form-data', '', 'application/json;;', 'x'];
const BODIES = ['', '{}', '[]', 'null', '{"variables": 1}', '{"assignee": ""}', '{"assignee": 5}', '{"assignee": null, "allowOverride": "x"}', '{"changeset": {"dueDate": "x"}}', '{"changeset": {"candidateGroups": 5}}', '{"changeset": []}', '{"action": {}}', '{"variables": {"__proto__": 1}}', '{"changeset": {"candidateUsers": [1, null]}}'];

export const httpRequests: Generator = (random) => {
  const method = oneOf(random, METHODS);
  const body = random() < 0.6 ? oneOf(random, BODIES) : jsonDocument(random);
  const headers: Record<string, string> = {};
  if (random() < 0.8) headers['content-type'] = random() < 0.7 ? TYPES[0]! : oneOf(random, TYPES);
  if (random() < 0.05) headers.host = oneOf(random, ['example.com', '[', '127.0.0.1:x', '']);
  if (random() < 0.05) headers.origin = oneOf(random, ['http://example.com', 'null']);
  if (random() < 0.1) headers[oneOf(random, ['x-long', 'accept', 'authorization', 'cookie', 'if-match', 'range', 'te'])] = oneOf(random, ['a'.repeat(2_000), '*/*', 'bytes=0-', 'Basic x', '']);
  return { kind: 'http', method, path: oneOf(random, PATHS), headers, body: Buffer.from(body).toString('base64') };
};
