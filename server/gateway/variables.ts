import { status } from '@grpc/grpc-js';
import { firstJsonValue } from '../engine/index.ts';
import { GatewayError } from './gateway-error.ts';

/** Deeper documents would exhaust the stack of whoever reads them. */
const NESTING_MAX = 1_000;

/**
 * Variables of a request, if they are a JSON object; empty text and `null` mean none. As in Zeebe, what follows the first value is passed by
 * and texts may be in single quotes; the engine is given proper JSON, with numbers as they were written.
 */
export function requireDocument(json: string): string {
  if (json.trim() === '') return '';
  let text = json;
  let value = parse(json);
  if (value === undefined) {
    const first = firstJsonValue(json, { singleQuotes: true });
    if (first === undefined) return '';
    if (!('json' in first)) {
      throw invalid(`Invalid JSON value: ${json}\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); `
        + `line: ${first.line}, column: ${first.column}]`);
    }
    text = first.json;
    value = JSON.parse(text) as unknown;
  }
  if (nestsTooDeep(text)) throw invalid(`Property 'variables' is invalid: Expected at most ${NESTING_MAX} levels of nesting`);
  if (typeof value === 'object' && !Array.isArray(value)) return value === null ? '' : text;
  throw invalid(`Property 'variables' is invalid: Expected document to be a root level object, but was '${typeName(value, text)}'`);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function nestsTooDeep(json: string): boolean {
  if (json.length < 2 * NESTING_MAX) return false;
  let depth = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > NESTING_MAX) return true;
  }
  return false;
}

function invalid(message: string): GatewayError {
  return new GatewayError(status.INVALID_ARGUMENT, message);
}

function typeName(value: unknown, json: string): string {
  if (Array.isArray(value)) return 'ARRAY';
  if (typeof value === 'number') return /[.eE]/.test(json) ? 'FLOAT' : 'INTEGER';
  return (typeof value).toUpperCase();
}
