import Handlebars from 'handlebars';

export type Locale = 'en' | 'zh-CN';

/** Sources of one mail in one language. The body is plain text with one line per fact; HTML is made of the same parts. */
export interface TemplateSource {
  readonly subject: string;
  readonly headline: string;
  /** Label and value of the facts; a fact whose value renders empty or says again what another one says is left out. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Label and `action` of the links, the most important first. */
  readonly actions: readonly (readonly [label: string, action: 'acknowledge' | 'question' | 'close'])[];
  readonly footer: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const templates = Handlebars.create();
/** A moment as people read it; mails have no clock of their reader's zone, so it names its own. */
templates.registerHelper('time', (at: unknown) => (typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC` : at));

const plain = (source: string, values: object): string => templates.compile(source, { noEscape: true })(values).trim();

const layout = Handlebars.compile(`<!doctype html>
<html lang="{{locale}}"><body style="margin:0;padding:24px;background:#f4f5f7;font-family:system-ui,sans-serif;color:#1c2024">
<div style="max-width:560px;margin:0 auto;background:#fff;border-radius:8px;padding:24px">
<h1 style="font-size:20px;margin:0 0 16px">{{headline}}</h1>
<table style="border-collapse:collapse;font-size:15px">{{#each facts}}<tr><td style="padding:4px 16px 4px 0;color:#60646c;vertical-align:top">{{label}}</td><td style="padding:4px 0;font-weight:600">{{value}}</td></tr>{{/each}}</table>
<p style="margin:24px 0 8px">{{#each links}}<a href="{{url}}" style="display:inline-block;margin:0 8px 8px 0;padding:14px 20px;border-radius:6px;text-decoration:none;{{#if @first}}background:#1f5fd0;color:#fff{{else}}background:#e8eaee;color:#1c2024{{/if}}">{{label}}</a>{{/each}}</p>
<p style="color:#60646c;font-size:13px;margin:0">{{footer}}</p>
</div></body></html>`);

/** Renders a mail; `values.acknowledgeUrl` is the page on which each action is confirmed. */
export function render(source: TemplateSource, locale: Locale, values: Readonly<Record<string, unknown>>): RenderedMail {
  const facts = source.facts.map(([label, value]) => ({ label, value: plain(value, values) })).filter(({ value }, index, all) => value !== '' && all.findIndex((other) => other.value === value) === index);
  const links = source.actions.map(([label, action]) => ({ label, url: linkTo(String(values.acknowledgeUrl), action) }));
  const headline = plain(source.headline, values);
  const footer = plain(source.footer, values);
  const text = [
    headline, '', ...facts.map(({ label, value }) => `${label}: ${value}`), '', ...links.map(({ label, url }) => `${label}: ${url}`), '', footer,
  ].join('\n');
  // A line break in a value must not become a header of its own.
  const subject = plain(source.subject, values).replace(/\s+/g, ' ');
  return { subject, text, html: layout({ locale, headline, facts, links, footer }) };
}

function linkTo(page: string, action: string): string {
  const url = new URL(page);
  url.searchParams.set('action', action);
  return url.href;
}
