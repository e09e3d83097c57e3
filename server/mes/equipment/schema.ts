import { z } from 'zod';
import { localizedSchema } from '../localized.ts';

export const equipmentLevelSchema = z.enum(['Enterprise', 'Site', 'Area', 'WorkCenter', 'WorkUnit']);
export const equipmentStateSchema = z.enum(['Running', 'Idle', 'Stopped', 'Fault', 'Setup', 'Unknown']);

export const equipmentSchema = z.object({
  id: z.string(), name: localizedSchema, level: equipmentLevelSchema, parentId: z.string().nullable(), equipmentClass: z.string().nullable(),
  state: equipmentStateSchema, stateSince: z.string().nullable(), incomplete: z.boolean(), connectionId: z.string().nullable(),
});
export const equipmentItemSchema = equipmentSchema.extend({
  tags: z.array(z.object({
    id: z.string(), meaning: z.string(), unit: z.string().nullable(), value: z.string().nullable(), quality: z.string().nullable(), sourceTime: z.string().nullable(), receivedAt: z.string().nullable(),
  })),
  /** Whether the last value of every tag of its connection is good; null without a connection or before the first value. */
  connected: z.boolean().nullable(),
  holdCount: z.number(),
  openTickets: z.number(),
});
export type EquipmentItem = z.output<typeof equipmentItemSchema>;

export const equipmentPatchSchema = z.strictObject({
  name: localizedSchema.optional(),
  level: equipmentLevelSchema.optional(),
  parentId: z.string().trim().min(1).max(128).nullable().optional(),
  equipmentClass: z.string().trim().max(128).nullable().optional(),
  connectionId: z.string().trim().max(128).nullable().optional(),
});
export type EquipmentPatch = z.output<typeof equipmentPatchSchema>;

export const newEquipmentSchema = equipmentPatchSchema.extend({
  id: z.string().trim().min(1).max(128).regex(/^[^\s/?#]+$/, 'no spaces and none of / ? #'),
  level: equipmentLevelSchema,
});
export type NewEquipment = z.output<typeof newEquipmentSchema>;
