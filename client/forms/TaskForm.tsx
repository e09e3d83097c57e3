import { useMemo, useRef, type ReactNode } from 'react';
import { withTheme } from '@rjsf/core';
import { Theme } from '@rjsf/antd';
import type { ErrorSchema, RJSFSchema } from '@rjsf/utils';
import { useTranslation } from 'react-i18next';
import type { FormDocument } from '../api/types.ts';
import type { TaskFormContext } from './FormContext.ts';
import { createLightValidator } from './light-validator.ts';
import { localiseSchema, uiSchemaFor } from './localise.ts';
import { templates } from './templates.tsx';
import { widgets } from './widgets.ts';
import './forms.css';

type Values = Record<string, unknown>;

const ThemedForm = withTheme<Values, RJSFSchema, TaskFormContext>({
  ...Theme, templates: { ...Theme.templates, ...templates }, widgets: { ...Theme.widgets, ...widgets },
});

interface TaskFormProps {
  form: FormDocument;
  values: Values;
  onChange: (values: Values) => void;
  onSubmit: (values: Values) => void;
  /** The server's words at the fields, by field name. */
  fieldErrors?: Record<string, string[]>;
  context?: Omit<TaskFormContext, 'values' | 'setFields'>;
  disabled?: boolean;
  /** The submit button, and what stands beside it. */
  children: ReactNode;
}

/** Nothing is decided for the reader: the first of several choices is not preselected. */
const noGuesses = { constAsDefaults: 'never' } as const;
const noContext: Omit<TaskFormContext, 'values' | 'setFields'> = { lots: [], liveTags: [] };

/** A form as the plant drew it: JSON Schema and its UI schema, in the reader's language. */
export function TaskForm({ form, values, onChange, onSubmit, fieldErrors = {}, context = noContext, disabled = false, children }: TaskFormProps) {
  const { t, i18n } = useTranslation();
  const validator = useMemo(() => createLightValidator(t('form.missing')), [t]);
  const schema = useMemo(() => localiseSchema(form, i18n.language), [form, i18n.language]);
  const uiSchema = uiSchemaFor(form, values, i18n.language);
  const latest = useRef(values);
  latest.current = values;
  const change = (next: Values): void => {
    latest.current = next;
    onChange(next);
  };
  const extraErrors = Object.fromEntries(Object.entries(fieldErrors).map(([name, messages]) => [name, { __errors: messages }])) as ErrorSchema<Values>;
  const formContext: TaskFormContext = { ...context, values, setFields: (fields) => change({ ...latest.current, ...fields }) };
  return (
    <ThemedForm
      className="task-form" schema={schema} uiSchema={uiSchema} validator={validator} formData={values} formContext={formContext} idPrefix={form.id}
      extraErrors={extraErrors} extraErrorsBlockSubmit={false} experimental_defaultFormStateBehavior={noGuesses} showErrorList={false} noHtml5Validate disabled={disabled}
      onChange={({ formData }) => change(formData ?? {})} onSubmit={({ formData }) => onSubmit(formData ?? {})}
    >
      {children}
    </ThemedForm>
  );
}
