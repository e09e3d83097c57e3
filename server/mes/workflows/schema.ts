import { z } from 'zod';

export const processVersionSchema = z.object({ key: z.string(), bpmnProcessId: z.string(), version: z.number(), resourceName: z.string(), checksum: z.string(), deployedAt: z.string(), active: z.number() });

export const incidentSchema = z.object({
  key: z.string(), processInstanceKey: z.string(), bpmnProcessId: z.string(), elementId: z.string().nullable(), errorType: z.string(), message: z.string(), state: z.string(),
  createdAt: z.string(), resolvedAt: z.string().nullable(), orderId: z.string().nullable(), lotId: z.string().nullable(),
});

const stateSchema = z.enum(['active', 'completed', 'terminated']);

/** A run of a process with what happened at each element of its diagram. */
export const processTraceSchema = z.object({
  key: z.string(), bpmnProcessId: z.string(), version: z.number(), xml: z.string(), state: stateSchema, parentKey: z.string().nullable(), startedAt: z.string(), endedAt: z.string().nullable(),
  elements: z.array(z.object({ elementId: z.string(), state: stateSchema, count: z.number(), startedAt: z.string(), endedAt: z.string().nullable() })),
  flowsTaken: z.array(z.object({ elementId: z.string(), count: z.number() })),
  /** Keys of the runs that it called. */
  children: z.array(z.string()),
  /** Elements where it stands still because something is wrong. */
  incidents: z.array(z.object({ key: z.string(), elementId: z.string().nullable(), createdAt: z.string() })),
});
export type ProcessTrace = z.output<typeof processTraceSchema>;
