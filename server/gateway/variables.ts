import { status } from '@grpc/grpc-js';
import { InvalidDocument, splitDocument, type Variables } from '../engine/index.ts';
import { GatewayError } from './gateway-error.ts';

/** Variables of a request: a JSON object, each member kept as it is written. Empty text and `null` mean none. */
export function parseVariables(json: string): Variables {
  if (json.trim() === '') return {};
  try {
    return splitDocument(json);
  } catch (error) {
    if (!(error instanceof InvalidDocument)) throw error;
    throw new GatewayError(status.INVALID_ARGUMENT, whatIsWrong(json));
  }
}

/** In the words of Zeebe's gateway: not JSON at all, or JSON but no object. */
function whatIsWrong(json: string): string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const { line, column } = location(json, error);
    return `Invalid JSON value: ${json}\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${line}, column: ${column}]`;
  }
  return `Property 'variables' is invalid: Expected document to be a root level object, but was '${typeName(value, json)}'`;
}

function location(json: string, error: unknown): { readonly line: number; readonly column: number } {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const before = json.slice(0, position === undefined ? json.length : Number(position)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function typeName(value: unknown, json: string): string {
  if (Array.isArray(value)) return 'ARRAY';
  if (typeof value === 'number') return /[.eE]/.test(json) ? 'FLOAT' : 'INTEGER';
  return (typeof value).toUpperCase();
}
