import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { FormDocument } from '../api/types.ts';

const shown = new Set(['title', 'description', 'enumNames', 'ui:placeholder', 'ui:help', 'ui:title', 'ui:description']);

/** The schema with every title, description and choice in the language; what has no translation stays English. */
export function localiseSchema(form: FormDocument, language: string): RJSFSchema {
  const words = form.translations?.[language] ?? {};
  return translate(form.schema, words) as RJSFSchema;
}

function translate(node: unknown, words: Record<string, unknown>): unknown {
  if (Array.isArray(node)) return node.map((item) => translate(item, words));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [
    key,
    shown.has(key) && typeof value === 'string' ? words[value] ?? value : translate(value, words),
  ]));
}

/** The UI schema for these values: fields whose `showWhen` does not hold are hidden, the title is left to the page. */
export function uiSchemaFor(form: FormDocument, values: Record<string, unknown>, language: string): UiSchema {
  const words = form.translations?.[language] ?? {};
  const ui = translate(form.uiSchema ?? {}, words) as UiSchema;
  const fields = Object.entries(ui).map(([name, field]) => {
    const when = (field as { 'ui:options'?: { showWhen?: Record<string, unknown> } } | undefined)?.['ui:options']?.showWhen;
    const holds = !when || Object.entries(when).every(([other, wanted]) => (values[other] ?? false) === wanted);
    return [name, holds ? field : { ...(field as object), 'ui:widget': 'hidden' }] as const;
  });
  return { ...Object.fromEntries(fields), 'ui:options': { ...(ui['ui:options'] as object | undefined), label: false } };
}
