import { z } from 'zod';
import { localizedSchema } from '../localized.ts';

export const blockSchema = z.object({ code: z.string(), detail: z.string(), params: z.record(z.string(), z.unknown()) });

export const taskItemSchema = z.object({
  key: z.string(), name: z.string(), status: z.string(), formId: z.string().nullable(), bpmnProcessId: z.string(), processInstanceKey: z.string(),
  workCenterId: z.string().nullable(), orderId: z.string().nullable(), lotId: z.string().nullable(), jobOrderId: z.string().nullable(), ticketId: z.string().nullable(), holdId: z.string().nullable(),
  equipmentId: z.string().nullable(), assignee: z.string().nullable(), candidateGroups: z.array(z.string()), createdAt: z.string(), dueDate: z.string().nullable(), priority: z.number().nullable(),
  material: z.object({ id: z.string(), name: localizedSchema.nullable() }).nullable(), target: z.string().nullable(), unit: z.string().nullable(),
  tolerance: z.object({ lower: z.string(), upper: z.string() }).nullable(), sequence: z.number().nullable(), blocked: z.array(blockSchema),
});
export type TaskItem = z.output<typeof taskItemSchema>;

export const taskDetailSchema = taskItemSchema.extend({
  form: z.unknown(), values: z.record(z.string(), z.unknown()), liveTags: z.array(z.string()), documents: z.array(z.object({ id: z.string(), title: z.string(), url: z.string().optional() })),
  lots: z.array(z.object({ id: z.string(), status: z.string(), quantity: z.string(), unit: z.string(), expiresAt: z.string().nullable(), locationId: z.string().nullable(), usable: z.boolean(), reason: z.string().nullable() })),
});
export type TaskDetail = z.output<typeof taskDetailSchema>;
