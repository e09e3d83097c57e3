import { z } from 'zod';

const id = z.string().trim().min(1).max(128);
const amount = z.string().regex(/^\d{1,20}(\.\d{1,20})?$/, 'a decimal number such as 5.003');
const unit = z.string().trim().min(1).max(32);
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

export const orderStatusSchema = z.enum(['Draft', 'Planned', 'Released', 'InProgress', 'Paused', 'Completed', 'Closed', 'Cancelled']);

export const orderIdSchema = z.string().trim().min(1).max(64).regex(/^[^\s/?#]+$/, 'no spaces and none of / ? #');

export const orderLineSchema = z.strictObject({
  materialId: id,
  quantity: amount,
  unit,
  /** Where it is weighed. */
  workCenterId: id,
  lineIndex: z.string().max(32).optional(),
});

export const newOrderSchema = z.strictObject({
  id: orderIdSchema,
  materialId: id,
  quantity: amount,
  unit,
  dueDate: time.optional(),
  priority: z.number().int().min(0).max(100).default(50),
  lines: z.array(orderLineSchema).min(1).max(500),
});
export type NewOrder = z.output<typeof newOrderSchema>;

export const orderPatchSchema = z.strictObject({
  dueDate: time.nullable().optional(),
  priority: z.number().int().min(0).max(100).optional(),
  quantity: amount.optional(),
});
export type OrderPatch = z.output<typeof orderPatchSchema>;

export const releaseSchema = z.strictObject({ acceptShortages: z.boolean().default(false), reason: z.string().trim().max(400).optional() });
export const reasonSchema = z.strictObject({ reason: z.string().trim().min(1).max(400) });

/** What the operator gives when a component is weighed; the submission of the form `weighing`. */
export const weighSubmissionSchema = z.object({
  lotId: id,
  sublotId: id.nullish(),
  quantity: amount,
  unit,
  source: z.enum(['scale', 'manual']).default('manual'),
  sampleTime: z.string().max(40).nullish(),
  /** The amount stays as it is although it is out of tolerance; the quality hold decides. Needs a comment. */
  reportDeviation: z.boolean().default(false),
  comment: z.string().trim().max(2000).nullish(),
});
export type WeighSubmission = z.output<typeof weighSubmissionSchema>;

export const weighingResultSchema = z.object({
  outcome: z.enum(['Done', 'Deviation']),
  weighing: z.object({
    jobOrderId: z.string(), materialId: z.string(), lotId: z.string(), quantity: z.string(), unit: z.string(),
    source: z.enum(['scale', 'manual']), target: z.string(), lower: z.string(), upper: z.string(), at: z.string(),
  }),
  targetType: z.literal('lot'),
  /** The produced lot, which goes on hold after a deviation. */
  targetId: z.string(),
  reasonCode: z.literal('out-of-tolerance'),
  reason: z.string(),
});
export type WeighingResult = z.output<typeof weighingResultSchema>;

export const shortageSchema = z.object({ materialId: z.string(), needed: z.string(), available: z.string(), missing: z.string(), unit: z.string() });
export const incompleteSchema = z.object({ type: z.enum(['material', 'lot', 'equipment']), id: z.string(), missing: z.array(z.string()), blocks: z.boolean() });
export const readinessSchema = z.object({
  ready: z.boolean(),
  incomplete: z.array(incompleteSchema),
  shortages: z.array(shortageSchema),
  holds: z.array(z.object({ id: z.string(), targetType: z.string(), targetId: z.string(), reasonCode: z.string(), reason: z.string(), placedAt: z.string() })),
});
export type Readiness = z.output<typeof readinessSchema>;

export const orderItemSchema = z.object({
  id: z.string(),
  materialId: z.string(),
  materialName: z.object({ en: z.string(), 'zh-CN': z.string().optional() }),
  quantity: z.string(),
  unit: z.string(),
  status: orderStatusSchema,
  dueDate: z.string().nullable(),
  originalDueDate: z.string().nullable(),
  priority: z.number(),
  lotId: z.string().nullable(),
  processInstanceKey: z.string().nullable(),
  progress: z.object({ done: z.number(), total: z.number() }),
  late: z.boolean(),
  lateReason: z.string().optional(),
  incomplete: z.boolean(),
  shortages: z.number(),
  holdCount: z.number(),
  source: z.string(),
  createdAt: z.string(),
  releasedAt: z.string().nullable(),
  completedAt: z.string().nullable(),
  version: z.number(),
});
export type OrderItem = z.output<typeof orderItemSchema>;

export const jobOrderSchema = z.object({
  id: z.string(), operation: z.string(), sequence: z.number(), workCenterId: z.string(), materialId: z.string(), status: z.string(),
  target: z.string(), unit: z.string(), toleranceLower: z.string(), toleranceUpper: z.string(), actual: z.string().nullable(),
  lotId: z.string().nullable(), processInstanceKey: z.string().nullable(), startedAt: z.string().nullable(), endedAt: z.string().nullable(),
});

export const requirementSchema = z.object({
  id: z.string(), segmentId: z.string(), processSegmentId: z.string().nullable(), materialId: z.string(), lotId: z.string().nullable(), sublotId: z.string().nullable(),
  materialUse: z.string().nullable(), quantity: z.string(), unit: z.string().nullable(), locationId: z.string().nullable(), lineIndex: z.string().nullable(),
});

export const orderDetailSchema = orderItemSchema.extend({
  requirements: z.array(requirementSchema),
  jobOrders: z.array(jobOrderSchema),
  readiness: readinessSchema,
  frozen: z.unknown(),
  goodQuantity: z.string().nullable(),
  scrapQuantity: z.string().nullable(),
  history: z.array(z.object({ at: z.string(), code: z.string(), params: z.record(z.string(), z.unknown()), personId: z.string() })),
});
