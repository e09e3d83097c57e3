import { z } from 'zod';

const id = z.string().trim().min(1).max(128);
const amount = z.string().regex(/^\d{1,20}(\.\d{1,20})?$/, 'a decimal number such as 5.003');
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

export const lotStatusSchema = z.enum(['Available', 'Reserved', 'OnHold', 'InProcess', 'Consumed', 'Shipped', 'Rejected']);

export const receiveLotSchema = z.strictObject({
  id: id.regex(/^[^\s/?#]+$/, 'no spaces and none of / ? #'),
  materialId: id,
  quantity: amount,
  unit: z.string().trim().min(1).max(32),
  expiresAt: time.nullish(),
  locationId: id.nullish(),
  supplierLot: id.nullish(),
});
export type ReceiveLot = z.output<typeof receiveLotSchema>;

export const lotPatchSchema = z.strictObject({
  /** The counted quantity; the difference is booked as an adjustment. */
  quantity: amount.optional(),
  unit: z.string().trim().min(1).max(32).optional(),
  expiresAt: time.nullable().optional(),
  locationId: id.nullable().optional(),
  supplierLot: id.nullable().optional(),
  reason: z.string().trim().max(400).optional(),
});
export type LotPatch = z.output<typeof lotPatchSchema>;

export const lotItemSchema = z.object({
  id: z.string(), materialId: z.string(), materialName: z.object({ en: z.string(), 'zh-CN': z.string().optional() }), status: lotStatusSchema,
  quantity: z.string(), unit: z.string().nullable(), expiresAt: z.string().nullable(), expired: z.boolean(), locationId: z.string().nullable(),
  orderId: z.string().nullable(), processInstanceKey: z.string().nullable(), incomplete: z.boolean(), supplierLot: z.string().nullable(),
  createdAt: z.string(), holdCount: z.number(), version: z.number(),
});
export type LotItem = z.output<typeof lotItemSchema>;

const hold = z.object({ id: z.string(), targetType: z.string(), targetId: z.string(), reasonCode: z.string(), reason: z.string(), placedAt: z.string() });

export const lotDetailSchema = lotItemSchema.extend({
  sublots: z.array(z.object({ id: z.string(), status: lotStatusSchema, quantity: z.string(), unit: z.string().nullable(), locationId: z.string().nullable(), incomplete: z.boolean() })),
  holds: z.array(hold),
  /** Lots that went into this one, and lots that this one went into. */
  genealogy: z.object({ from: z.array(z.string()), into: z.array(z.string()) }),
});

export const genealogySchema = z.object({
  nodes: z.array(z.object({ lotId: z.string(), materialId: z.string(), materialName: z.object({ en: z.string(), 'zh-CN': z.string().optional() }), status: z.string(), quantity: z.string(), unit: z.string().nullable(), orderId: z.string().nullable() })),
  edges: z.array(z.object({ activityId: z.string(), type: z.string(), from: z.string(), fromSublot: z.string().nullable(), to: z.string(), quantity: z.string(), unit: z.string().nullable(), at: z.string(), orderId: z.string().nullable(), personId: z.string() })),
  /** Whether there is more than what is shown. */
  truncated: z.boolean(),
});
export type Genealogy = z.output<typeof genealogySchema>;

export const lotHistorySchema = z.object({
  items: z.array(z.object({ at: z.string(), kind: z.string(), code: z.string(), params: z.record(z.string(), z.unknown()), personId: z.string(), person: z.string().nullable() })),
});
