import { status } from '@grpc/grpc-js';
import { GatewayError } from './gateway-error.ts';

/** Variables of a request, as they are written, if they are a JSON object; empty text and `null` mean none. */
export function requireDocument(json: string): string {
  if (json.trim() === '') return '';
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new GatewayError(status.INVALID_ARGUMENT, `Invalid JSON value: ${json}\n at [Source: REDACTED `
      + `(\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); ${location(json, error)}]`);
  }
  if (typeof value === 'object' && !Array.isArray(value)) return value === null ? '' : json;
  throw new GatewayError(status.INVALID_ARGUMENT,
    `Property 'variables' is invalid: Expected document to be a root level object, but was '${typeName(value, json)}'`);
}

function location(json: string, error: unknown): string {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const before = json.slice(0, position === undefined ? json.length : Number(position)).split('\n');
  return `line: ${before.length}, column: ${(before.at(-1) ?? '').length + 1}`;
}

function typeName(value: unknown, json: string): string {
  if (Array.isArray(value)) return 'ARRAY';
  if (typeof value === 'number') return /[.eE]/.test(json) ? 'FLOAT' : 'INTEGER';
  return (typeof value).toUpperCase();
}
