import { Radio } from 'antd';
import type { RJSFSchema, WidgetProps } from '@rjsf/utils';
import type { TaskFormContext } from './FormContext.ts';

/** A choice as large buttons, one below the other, each with its consequence in words. */
export function RadioWidget({ id, value, label, options, disabled, onChange }: WidgetProps<Record<string, unknown>, RJSFSchema, TaskFormContext>) {
  const choices = options.enumOptions ?? [];
  return (
    <Radio.Group id={id} aria-label={label} className="choice-list" value={value as unknown} disabled={disabled ?? false} onChange={(event) => onChange(event.target.value)}>
      {choices.map((choice) => {
        const { value: chosen, label: words } = choice as { value: unknown; label: string };
        return <Radio key={String(chosen)} value={chosen} className="choice" data-testid={`choice-${String(chosen)}`}>{words}</Radio>;
      })}
    </Radio.Group>
  );
}
