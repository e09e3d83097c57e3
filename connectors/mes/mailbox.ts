import type { Transact } from './transaction.ts';

interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly ticketId: string | null;
  readonly dedupeKey: string;
  readonly messageId: string;
  readonly createdAt: string;
  readonly status: 'outbox' | 'sent' | 'failed';
}

/** Keeps mails where the web client's inbox reads them; the same mail again only changes its status. */
export const mailboxIn = (transact: Transact) => async (mail: Mail): Promise<void> => {
  await transact(async (tx) => {
    const outcome = { status: mail.status, sent_at: mail.status === 'sent' ? tx.now() : null };
    const known = await tx.knex<{ id: string; dedupe_key: string }>('mail_message').where({ dedupe_key: mail.dedupeKey }).first('id');
    const id = known?.id ?? tx.newId();
    if (known !== undefined) await tx.knex('mail_message').where({ id }).update(outcome);
    else
      await tx.knex('mail_message').insert({
        id, to: mail.to.join(', '), subject: mail.subject, html: mail.html, text: mail.text, ticket_id: mail.ticketId,
        created_at: mail.createdAt, message_id: mail.messageId, dedupe_key: mail.dedupeKey, ...outcome,
      });
    tx.live('mail', { id, status: mail.status });
  });
};
