import path from 'node:path';
import { loadSync } from '@grpc/proto-loader';
import { projectRoot } from '../../server/project-root.ts';
import { jsonDocument } from './documents.ts';
import { service } from './engine-under-fuzz.ts';
import { below, oneOf } from './fuzz-case.ts';
import type { Generator, Random } from './fuzz-case.ts';

interface Field {
  readonly name: string;
  readonly number: number;
  readonly label: string;
  readonly type: string;
  readonly typeName: string;
}

interface MessageType {
  readonly name: string;
  readonly field: readonly Field[];
  readonly nestedType: readonly MessageType[];
}

const definitions = loadSync(path.join(projectRoot(), 'server/gateway/proto/gateway.proto'));
const types = new Map<string, MessageType>();
for (const definition of Object.values(definitions)) {
  if ('type' in definition) addType(definition.type as unknown as MessageType);
}

function addType(type: MessageType): void {
  types.set(type.name, type);
  type.nestedType.forEach(addType);
}

const TEXTS = ['', 'canary', 'work', 'fuzz', '<default>', 'other', '__proto__', '\u0000', 'a'.repeat(5_000), '😀', ' ', '=x', '-1', 'null', '\u202e', '../../etc/passwd'];
const NUMBERS = [0n, 1n, -1n, 2n, 100n, 2251799813685255n, 2251799813685260n, 4503599627370495n, 2n ** 31n - 1n, -(2n ** 31n), 2n ** 63n - 1n, -(2n ** 63n), 2n ** 51n, 6755399441055744n];

const BYTES_MAX = 5_000_000;

/** Requests field by field, with keys that may exist; or just bytes. */
export const requests: Generator = (random) => {
  const method = oneOf(random, Object.keys(service));
  const type = types.get(/[^.]+$/.exec((service[method] as unknown as { readonly requestType: { readonly type: MessageType } }).requestType.type.name)![0])!;
  return { kind: 'call', method, message: bytes(random, type).toString('base64') };
};

/** Requests with variables, right but for these. */
export const documents: Generator = (random) => {
  const variables = jsonDocument(random);
  const [method, request] = oneOf(random, [
    ['CreateProcessInstance', { bpmnProcessId: 'canary', version: -1, variables }], ['CreateProcessInstanceWithResult', { request: { bpmnProcessId: 'canary', version: -1, variables }, requestTimeout: 100 }],
    ['PublishMessage', { name: 'fuzz', correlationKey: 'k', timeToLive: 0, variables }], ['BroadcastSignal', { signalName: 'fuzz', variables }],
    ['SetVariables', { elementInstanceKey: String(oneOf(random, NUMBERS)), variables, local: random() < 0.5 }], ['CompleteJob', { jobKey: String(oneOf(random, NUMBERS)), variables }],
    ['FailJob', { jobKey: String(oneOf(random, NUMBERS)), variables }], ['ThrowError', { jobKey: String(oneOf(random, NUMBERS)), errorCode: 'e', variables }], ['EvaluateDecision', { decisionId: 'none', variables }],
    ['ModifyProcessInstance', { processInstanceKey: String(oneOf(random, NUMBERS)), activateInstructions: [{ elementId: 'start', variableInstructions: [{ variables, scopeId: '' }] }] }],
  ] as const);
  return { kind: 'call', method, message: service[method]!.requestSerialize(request).toString('base64') };
};

function bytes(random: Random, type: MessageType): Buffer {
  const kind = random();
  if (kind < 0.1) return Buffer.from(Array.from({ length: below(random, 200) }, () => below(random, 256)));
  // A little more than the gateway takes: lists in lists would grow to gigabytes.
  const encoded = message(random, type, 3).subarray(0, BYTES_MAX);
  if (kind < 0.2 && encoded.length > 0) encoded[below(random, encoded.length)] = below(random, 256);
  return kind < 0.25 ? encoded.subarray(0, below(random, encoded.length + 1)) : encoded;
}

function message(random: Random, type: MessageType, depth: number): Buffer {
  const parts: Buffer[] = [];
  for (const field of type.field) {
    const repeated = field.label === 'LABEL_REPEATED' ? oneOf(random, [0, 1, 2, 2, 50, depth === 3 ? 1_000 : 5]) : oneOf(random, [0, 1, 1, 1, 2]);
    for (let i = 0; i < repeated; i++) parts.push(value(random, field, depth));
  }
  if (random() < 0.1) parts.push(unknownField(random));
  return Buffer.concat(parts);
}

function value(random: Random, field: Field, depth: number): Buffer {
  if (random() < 0.02) return unknownField(random, field.number);
  switch (field.type) {
    case 'TYPE_STRING': return lengthDelimited(field.number, Buffer.from(/variables/i.test(field.name) ? jsonDocument(random) : text(random)));
    case 'TYPE_BYTES': return lengthDelimited(field.number, Buffer.from(oneOf(random, TEXTS)));
    case 'TYPE_MESSAGE': {
      const type = types.get(/[^.]+$/.exec(field.typeName)![0]);
      return type === undefined || depth === 0 ? Buffer.alloc(0) : lengthDelimited(field.number, message(random, type, depth - 1));
    }
    default: return Buffer.concat([tag(field.number, 0), varint(BigInt.asUintN(64, oneOf(random, NUMBERS)))]);
  }
}

function text(random: Random): string {
  return random() < 0.1 ? String.fromCharCode(...Array.from({ length: 20 }, () => below(random, 0x10000))) : oneOf(random, TEXTS);
}

function unknownField(random: Random, number = 1 + below(random, 500)): Buffer {
  return oneOf(random, [
    () => Buffer.concat([tag(number, 0), varint(5n)]), () => Buffer.concat([tag(number, 1), Buffer.alloc(8)]), () => lengthDelimited(number, Buffer.alloc(10)), () => Buffer.concat([tag(number, 5), Buffer.alloc(4)]), () => tag(number, 3),
  ])();
}

function lengthDelimited(number: number, content: Buffer): Buffer {
  return Buffer.concat([tag(number, 2), varint(BigInt(content.length)), content]);
}

function tag(number: number, wireType: number): Buffer {
  return varint(BigInt(number * 8 + wireType));
}

function varint(value: bigint): Buffer {
  const groups: number[] = [];
  let rest = value;
  for (; rest >= 128n; rest >>= 7n) groups.push(Number(rest & 127n) | 128);
  return Buffer.from([...groups, Number(rest)]);
}
