import { Button, Form as AntForm } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Theme } from '@rjsf/antd';
import type { BaseInputTemplateProps, FieldTemplateProps, IconButtonProps, RJSFSchema, TemplatesType } from '@rjsf/utils';
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

/** Adds an entry to a list; says so in a word. */
function AddButton({ id, disabled, onClick }: IconButtonProps<Values, RJSFSchema, TaskFormContext>) {
  const { t } = useTranslation();
  return <Button {...(id === undefined ? {} : { id })} block icon={<PlusOutlined />} disabled={disabled ?? false} onClick={onClick}>{t('form.add')}</Button>;
}

type Templates = TemplatesType<Values, RJSFSchema, TaskFormContext>;
const antTemplates = Theme.templates as unknown as Partial<Templates> | undefined;

export const templates: Partial<Templates> = {
  BaseInputTemplate, FieldTemplate, ButtonTemplates: { ...antTemplates?.ButtonTemplates, AddButton } as Templates['ButtonTemplates'],
};
