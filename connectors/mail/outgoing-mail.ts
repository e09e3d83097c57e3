import { z } from 'zod';

/** A mail as it waits in the outbox. */
export const outgoingMail = z.object({
  to: z.array(z.email()).min(1),
  subject: z.string().max(500),
  text: z.string(),
  html: z.string(),
  ticketId: z.string().nullable(),
});
export type OutgoingMail = z.infer<typeof outgoingMail>;
