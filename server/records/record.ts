import { z } from 'zod';

const key = z.union([z.string().regex(/^-?\d+$/), z.number().int()]).transform(String);

/** A record of Zeebe's exporters; keys and positions become decimal text, whichever way they came. */
export const recordSchema = z.object({
  position: key,
  key,
  timestamp: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]),
  recordType: z.string(),
  valueType: z.string(),
  intent: z.string(),
  partitionId: z.number().int().default(1),
  value: z.record(z.string(), z.unknown()),
});
export type ExportedRecord = z.infer<typeof recordSchema>;

/** What of `value` the projections read. A key of -1 means none. */
export const values = {
  PROCESS: z.object({ bpmnProcessId: z.string(), version: z.number(), processDefinitionKey: key, resourceName: z.string(), checksum: z.string().default(''), resource: z.string() }),
  PROCESS_INSTANCE: z.object({
    bpmnElementType: z.string(), elementId: z.string(), bpmnProcessId: z.string(), version: z.number(), processDefinitionKey: key,
    processInstanceKey: key, flowScopeKey: key, parentProcessInstanceKey: key.default('-1'),
  }),
  VARIABLE: z.object({ name: z.string(), value: z.string(), scopeKey: key, processInstanceKey: key }),
  USER_TASK: z.object({
    userTaskKey: key, assignee: z.string().default(''), candidateGroupsList: z.array(z.string()).default([]), dueDate: z.string().default(''), externalFormReference: z.string().default(''),
    elementId: z.string(), elementInstanceKey: key, bpmnProcessId: z.string(), processDefinitionKey: key, processInstanceKey: key,
  }),
  JOB: z.object({
    type: z.string(), elementId: z.string(), elementInstanceKey: key, bpmnProcessId: z.string(), processDefinitionKey: key, processInstanceKey: key,
    customHeaders: z.record(z.string(), z.string()).default({}),
  }),
  INCIDENT: z.object({ errorType: z.string(), errorMessage: z.string(), elementId: z.string(), elementInstanceKey: key, processInstanceKey: key, jobKey: key.default('-1') }),
} as const;

export const none = '-1';

/** Whether decimal text `a` is a larger position than `b`. */
export function isAfter(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length;
}

/**
 * Reads JSON whose integers may be wider than a double's: those come out as text. Zeebe's keys carry the partition in their
 * high bits, from partition 4 on they no longer fit.
 */
export function parseExact(json: string): unknown {
  return JSON.parse(json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) => (token.startsWith('"') ? token : `"${token}"`)));
}
