import { Switch } from 'antd';
import type { RJSFSchema, WidgetProps } from '@rjsf/utils';
import type { TaskFormContext } from './FormContext.ts';

/** A yes or no that says in a sentence what yes means. */
export function SwitchWidget({ id, value, label, schema, disabled, onChange }: WidgetProps<Record<string, unknown>, RJSFSchema, TaskFormContext>) {
  return (
    <label className="switch-field" htmlFor={id}>
      <Switch id={id} data-testid={`field-${id.split('_').at(-1) ?? id}`} checked={value === true} disabled={disabled ?? false} onChange={(checked) => onChange(checked)} />
      <span><b>{label}</b>{schema.description ? <span className="muted"> {schema.description}</span> : null}</span>
    </label>
  );
}
