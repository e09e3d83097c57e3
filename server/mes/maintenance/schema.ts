import { z } from 'zod';
import { localizedSchema } from '../localized.ts';

export const ticketSchema = z.object({
  id: z.string(), equipmentId: z.string().nullable(), equipmentName: localizedSchema.nullable(), severity: z.string(), type: z.string(), title: z.string(), description: z.string(), status: z.string(),
  oeeImpact: z.string().nullable(), openedAt: z.string(), openedBy: z.string(), acknowledgedAt: z.string().nullable(), acknowledgedBy: z.string().nullable(),
  closedAt: z.string().nullable(), closedBy: z.string().nullable(), resolution: z.record(z.string(), z.unknown()).nullable(), escalationLevel: z.number(), taskKey: z.string().nullable(),
});
export type TicketView = z.output<typeof ticketSchema>;

export const ticketEventSchema = z.object({ id: z.string(), kind: z.string(), at: z.string(), by: z.string(), text: z.string().nullable(), details: z.record(z.string(), z.unknown()) });

export const ticketDetailSchema = ticketSchema.extend({ events: z.array(ticketEventSchema), history: z.array(ticketSchema) });
