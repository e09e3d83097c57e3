import { z } from 'zod';
import { localizedSchema } from '../localized.ts';

export const materialSchema = z.object({
  id: z.string(),
  description: localizedSchema,
  baseUnit: z.string().nullable(),
  /** Named by a message before anybody described it; blocks the release of orders. */
  incomplete: z.boolean(),
  missing: z.array(z.enum(['description', 'baseUnit'])),
  source: z.string(),
  /** As the ERP sent them: a property can have several values. */
  properties: z.record(z.string(), z.array(z.string())),
  /** How far a weighing may be off, in percent of the target; null: the plant's default. */
  tolerancePercent: z.string().nullable(),
  version: z.number().int(),
});
export type Material = z.infer<typeof materialSchema>;

export const materialPatchSchema = z.strictObject({
  description: localizedSchema.partial().optional(),
  baseUnit: z.string().trim().min(1).max(32).optional(),
  tolerancePercent: z.string().regex(/^\d{1,3}(\.\d{1,6})?$/, 'a percentage such as 1.5').nullable().optional(),
  properties: z.record(z.string().max(128), z.array(z.string().max(400))).optional(),
});
export type MaterialPatch = z.infer<typeof materialPatchSchema>;

export const newMaterialSchema = materialPatchSchema.extend({
  id: z.string().trim().min(1).max(128).regex(/^[^\s/?#]+$/, 'no spaces and none of / ? #'),
  description: localizedSchema,
  baseUnit: z.string().trim().min(1).max(32),
});
export type NewMaterial = z.infer<typeof newMaterialSchema>;
