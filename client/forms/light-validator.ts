import { toErrorSchema, type ErrorSchema, type RJSFSchema, type RJSFValidationError, type ValidationData, type ValidatorType } from '@rjsf/utils';

type Values = Record<string, unknown>;

/**
 * The check before a form is sent: only whether something required is missing. The server validates
 * with the whole schema and its answer is shown at the fields. Nothing is compiled at run time, so
 * the page works under a policy without `unsafe-eval`.
 */
export function createLightValidator(missing: string): ValidatorType<Values, RJSFSchema> {
  return {
    validateFormData(formData, schema): ValidationData<Values> {
      const errors: RJSFValidationError[] = [];
      collectMissing(schema, formData ?? {}, [], missing, errors);
      const errorSchema: ErrorSchema<Values> = toErrorSchema<Values>(errors);
      return { errors, errorSchema };
    },
    isValid: (schema, formData) => matches(schema, formData),
    rawValidation: () => ({ errors: [] }),
  };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function collectMissing(schema: RJSFSchema, value: unknown, path: string[], missing: string, errors: RJSFValidationError[]): void {
  if (schema.type === 'array' && Array.isArray(value) && isSchema(schema.items)) {
    for (const [index, item] of value.entries()) collectMissing(schema.items, item, [...path, String(index)], missing, errors);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const values = value as Values;
  const required = [...(schema.required ?? []), ...(conditionalRequired(schema, values))];
  for (const name of required) {
    if (isEmpty(values[name])) {
      const property = `.${[...path, name].join('.')}`;
      errors.push({ name: 'required', property, message: missing, stack: `${property} ${missing}` });
    }
  }
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    if (isSchema(child) && !isEmpty(values[name])) collectMissing(child, values[name], [...path, name], missing, errors);
  }
}

function conditionalRequired(schema: RJSFSchema, values: Values): string[] {
  const branch = isSchema(schema.if) ? (matches(schema.if, values) ? schema.then : schema.else) : undefined;
  return isSchema(branch) ? branch.required ?? [] : [];
}

function isSchema(candidate: unknown): candidate is RJSFSchema {
  return typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate);
}

/** The part of JSON Schema that decides between branches of a form: type, const, enum, required, properties. */
export function matches(schema: RJSFSchema | boolean | undefined, value: unknown): boolean {
  if (!isSchema(schema)) return schema !== false;
  if ('const' in schema && schema.const !== value) return false;
  if (schema.enum && !schema.enum.some((choice) => choice === value)) return false;
  if (typeof value !== 'object' || value === null) return schema.type === undefined || schema.type !== 'object';
  const values = value as Values;
  if ((schema.required ?? []).some((name) => values[name] === undefined)) return false;
  return Object.entries(schema.properties ?? {}).every(([name, child]) => values[name] === undefined || matches(child as RJSFSchema, values[name]));
}
