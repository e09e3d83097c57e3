import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { localizedSchema } from '../localized.ts';

const formSchema = z.object({
  id: z.string(), title: localizedSchema, schema: z.record(z.string(), z.unknown()), uiSchema: z.record(z.string(), z.unknown()).default({}),
  translations: z.record(z.string(), z.record(z.string(), z.string())).default({}), command: z.enum(['weigh', 'dispose-hold', 'close-ticket']).optional(),
});
export type Form = z.output<typeof formSchema>;

export interface FieldMessage {
  /** As a JSON pointer without the leading slash. */
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

/** The plant's forms and diagrams, as the files beside the program hold them. */
export interface Library {
  readonly forms: ReadonlyMap<string, Form>;
  /** Diagrams to deploy. */
  readonly resources: readonly { readonly name: string; readonly content: Buffer }[];
  /** What a submission does not keep of the form's schema; none when it fits. */
  check(formId: string, submission: unknown): FieldMessage[];
}

/** Reads the forms and diagrams of `root` once. @throws ZodError or Error naming a broken file's fault */
export function readLibrary(root: string): Library {
  const forms = new Map<string, Form>();
  const checks = new Map<string, ValidateFunction>();
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  for (const name of readdirSync(path.join(root, 'forms')).filter((file) => file.endsWith('.form.json')).sort()) {
    const form = formSchema.parse(JSON.parse(readFileSync(path.join(root, 'forms', name), 'utf8')));
    forms.set(form.id, form);
    checks.set(form.id, ajv.compile(form.schema));
  }
  const workflows = path.join(root, 'workflows');
  const resources = readdirSync(workflows, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.bpmn')).sort()
    .map((file) => ({ name: path.basename(file), content: readFileSync(path.join(workflows, file)) }));
  return {
    forms,
    resources,
    check: (formId, submission) => {
      const validate = checks.get(formId);
      if (validate === undefined || validate(submission)) return [];
      return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(({ instancePath, params, message, keyword }) => {
        const named = (params as { missingProperty?: string; additionalProperty?: string }).missingProperty ?? (params as { additionalProperty?: string }).additionalProperty;
        return { field: [instancePath.slice(1), named].filter((part) => part !== undefined && part !== '').join('/'), message: message ?? keyword, code: keyword };
      });
    },
  };
}
