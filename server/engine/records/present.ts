import { parseVariables } from './document.ts';
import type { LogRecord, Variables } from './types.ts';

/** The record as Zeebe's exporters write it: variables are plain JSON, not texts. */
export function presentRecord(record: LogRecord): LogRecord {
  return { ...record, value: presentValue(record.value) };
}

function presentValue(value: object): object {
  const presented: Record<string, unknown> = { ...value };
  if ('variables' in presented) presented.variables = parseVariables(presented.variables as Variables);
  for (const name of ['jobs', 'activateInstructions', 'variableInstructions']) {
    if (name in presented) presented[name] = (presented[name] as object[]).map(presentValue);
  }
  return presented;
}
