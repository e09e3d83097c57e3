import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { OutgoingEntry } from '../runtime/effects.ts';
import { PermanentError, RetryableError, messageOf } from '../runtime/errors.ts';
import { outgoingMail } from './outgoing-mail.ts';
import type { OutgoingMail } from './outgoing-mail.ts';

export interface StoredMail extends OutgoingMail {
  readonly dedupeKey: string;
  readonly messageId: string;
  readonly createdAt: string;
  /** `outbox`: there is no mail server, the mail is read in the web client. */
  readonly status: 'outbox' | 'sent' | 'failed';
}

/** Keeps every mail, so that people can read it in the web client. The same `dedupeKey` again updates its status. */
export type StoreMail = (mail: StoredMail) => Promise<void>;

export interface MailerOptions {
  /** `smtp://user:password@host:587`; without it mails are only stored. */
  readonly smtpUrl: string | undefined;
  /** Sender, such as `Takt <takt@example.com>`. */
  readonly from: string;
  readonly store: StoreMail;
}

/** Sends mails from the outbox. A mail that was sent twice has the same Message-ID, so mail programs show it once. */
export function mailDeliverer({ smtpUrl, from, store }: MailerOptions) {
  const transport = smtpUrl === undefined ? undefined
    : createTransport(smtpUrl, { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as object);
  return {
    async deliver(entry: OutgoingEntry): Promise<{ messageId: string }> {
      const parsed = outgoingMail.safeParse(entry.payload);
      if (!parsed.success) throw new PermanentError(`The outbox holds a mail of unknown shape: ${z.prettifyError(parsed.error)}`, 'MAIL');
      const mail = parsed.data;
      const messageId = messageIdOf(entry.dedupeKey, from);
      const stored = { ...mail, dedupeKey: entry.dedupeKey, messageId, createdAt: entry.createdAt };
      if (transport === undefined) {
        await store({ ...stored, status: 'outbox' });
        return { messageId };
      }
      try {
        await transport.sendMail({ from, to: mail.to, subject: mail.subject, text: mail.text, html: mail.html, messageId, headers: mail.ticketId === null ? {} : { 'X-Takt-Ticket': mail.ticketId } });
      } catch (error) {
        const failure = smtpFailure(error);
        if (failure instanceof PermanentError) await store({ ...stored, status: 'failed' });
        throw failure;
      }
      await store({ ...stored, status: 'sent' });
      return { messageId };
    },
    close(): void {
      transport?.close();
    },
  };
}

function messageIdOf(dedupeKey: string, from: string): string {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
  return `<${createHash('sha256').update(dedupeKey).digest('hex').slice(0, 32)}@${domain}>`;
}

/** A 5xx answer is final (unknown mailbox, refused content); anything else, a wrong password included, may be put right. */
function smtpFailure(error: unknown): RetryableError | PermanentError {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  const text = `The mail server did not take the mail: ${messageOf(error)}`;
  const final = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return final ? new PermanentError(text, `SMTP_${responseCode}`, { cause: error }) : new RetryableError(text, { cause: error });
}
