import { z } from 'zod';
import { defineConnector } from '../runtime/connector.ts';
import type { Outbox } from '../runtime/effects.ts';
import { ConfigurationError, messageOf } from '../runtime/errors.ts';
import { outgoingMail } from './outgoing-mail.ts';
import { render, templates } from './templates/index.ts';
import type { Locale, TemplateName } from './templates/index.ts';

const locale = z.enum(['en', 'zh-CN']);
const recipient = z.union([z.email().transform((email) => ({ email, locale: 'en' as Locale })), z.object({ email: z.email(), locale: locale.catch('en') })]);

export interface MailDeps {
  readonly outbox: Outbox;
}

export const mailSend = defineConnector({
  type: 'mail:send',
  name: { en: 'Send a mail', 'zh-CN': '发送邮件' },
  description: { en: 'Puts a mail into the outbox, in the language of each recipient.', 'zh-CN': '按收件人的语言将邮件放入发件箱。' },
  retries: 10,
  input: z.object({
    to: z.array(recipient).meta({ title: 'Recipients', description: 'Addresses, or {email, locale}' }),
    template: z.enum(Object.keys(templates) as [TemplateName, ...TemplateName[]]).meta({ title: 'Template' }),
    values: z.record(z.string(), z.unknown()).meta({ title: 'Values', description: 'What the template shows' }),
    ticketId: z.string().nullish().meta({ title: 'Ticket' }),
  }),
  output: z.object({}),
  async handle({ to, template, values, ticketId }, { job, log }, { outbox }: MailDeps) {
    if (to.length === 0) log.warn({ element: job.elementId, instance: job.processInstanceKey }, 'nobody to send the mail to');
    for (const [language, addresses] of byLocale(to)) {
      const mail = outgoingMail.parse({ to: addresses, ticketId: ticketId ?? null, ...rendered(template, language, values) });
      await outbox.enqueue({ kind: 'mail', dedupeKey: `mail:${job.key}:${language}`, payload: mail });
    }
    return {};
  },
});

function byLocale(recipients: readonly { email: string; locale: Locale }[]): Map<Locale, string[]> {
  const groups = new Map<Locale, string[]>();
  for (const { email, locale: language } of recipients) groups.set(language, [...(groups.get(language) ?? []), email]);
  return groups;
}

function rendered(template: TemplateName, language: Locale, values: Record<string, unknown>) {
  try {
    return render(templates[template][language], language, values);
  } catch (error) {
    throw new ConfigurationError(`The mail "${template}" cannot be written with the given values: ${messageOf(error)}`);
  }
}
