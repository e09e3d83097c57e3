import { Form as AntForm } from 'antd';
import { Theme } from '@rjsf/antd';
import type { BaseInputTemplateProps, FieldTemplateProps, RJSFSchema, TemplatesType } from '@rjsf/utils';
import type { TaskFormContext } from './FormContext.ts';

type Values = Record<string, unknown>;
type BaseInput = (props: BaseInputTemplateProps<Values, RJSFSchema, TaskFormContext>) => React.ReactNode;

const AntBaseInput = Theme.templates?.BaseInputTemplate as unknown as BaseInput;

/**
 * The number field of the component library silently moves a value into the schema's limits: a
 * measured 12.5 would become 10.1. It gets a schema without limits; the server refuses what is out.
 */
function BaseInputTemplate(props: BaseInputTemplateProps<Values, RJSFSchema, TaskFormContext>) {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, ...schema } = props.schema;
  void [minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf];
  const inputMode = props.options['inputMode'];
  const Plain = AntBaseInput;
  return <Plain {...props} schema={schema} options={typeof inputMode === 'string' ? { ...props.options, inputType: 'text' } : props.options} />;
}

/** A field with its label above and, when it is refused, the reason below. */
function FieldTemplate(props: FieldTemplateProps<Values, RJSFSchema, TaskFormContext>) {
  const { id, label, displayLabel, required, hidden, rawErrors, rawDescription, schema, uiSchema, children } = props;
  if (hidden) return <div hidden>{children}</div>;
  if (schema.type === 'object' || schema.type === 'array') return <div className="field-group">{children}</div>;
  // Takt's own widgets say themselves what to do.
  const speaksForItself = String(uiSchema?.['ui:widget'] ?? '').startsWith('takt:');
  const isSwitch = uiSchema?.['ui:widget'] === 'switch' || schema.type === 'boolean';
  return (
    <AntForm.Item
      layout="vertical" htmlFor={id} required={required ?? false} label={displayLabel && !isSwitch ? label : undefined} className={`field-${id.split('_').at(-1) ?? ''}`}
      extra={isSwitch || speaksForItself ? undefined : rawDescription} {...(rawErrors?.length ? { validateStatus: 'error' as const, help: <span role="alert">{rawErrors.join(' ')}</span> } : {})}
    >
      {children}
    </AntForm.Item>
  );
}

export const templates: Partial<TemplatesType<Values, RJSFSchema, TaskFormContext>> = { BaseInputTemplate, FieldTemplate };
