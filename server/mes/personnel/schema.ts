import { z } from 'zod';
import { roleSchema } from '../http/roles.ts';

export const localeSchema = z.enum(['en', 'zh-CN']);

export const personSchema = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  locale: z.string(),
  active: z.boolean(),
  roles: z.array(roleSchema),
});
export type PersonView = z.infer<typeof personSchema>;

const password = z.string().min(10, 'A password has at least 10 characters').max(200);
const pin = z.string().regex(/^\d{6,12}$/, 'A PIN has 6 to 12 digits');

export const newPersonSchema = z.object({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,62}$/, 'Small letters, digits, dots, dashes; 2 to 63 characters'),
  name: z.string().min(1).max(200),
  email: z.email().optional(),
  locale: localeSchema.default('en'),
  roles: z.array(roleSchema).default([]),
  password: password.optional(),
  pin: pin.optional(),
});

export const personChangeSchema = z.object({
  name: z.string().min(1).max(200).optional(),
  email: z.email().nullable().optional(),
  locale: localeSchema.optional(),
  roles: z.array(roleSchema).optional(),
  active: z.boolean().optional(),
  password: password.optional(),
  pin: pin.nullable().optional(),
});

export const signInSchema = z.union([
  z.object({ username: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
  z.object({ pin: z.string().min(1).max(64) }),
]);
