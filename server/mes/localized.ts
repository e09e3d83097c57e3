import { z } from 'zod';

/** A text in the languages it is known in; English stands in for the others. */
export const localizedSchema = z.object({ en: z.string().max(400), 'zh-CN': z.string().max(400).optional() });
export type Localized = z.infer<typeof localizedSchema>;

export function parseLocalized(json: string): Localized {
  return localizedSchema.parse(JSON.parse(json));
}
