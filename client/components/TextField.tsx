import { useId } from 'react';
import { Input } from 'antd';

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  testId: string;
  /** `decimal` keeps the exact digits in a text field and shows the number pad. */
  kind?: 'text' | 'decimal' | 'datetime-local' | 'date' | 'password' | 'email';
  hint?: string;
  suffix?: string;
  autoFocus?: boolean;
}

/** A labelled line of text. */
export function TextField({ label, value, onChange, testId, kind = 'text', hint, suffix, autoFocus = false }: TextFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} style={{ display: 'block', marginBottom: 6, fontWeight: 600 }}>{label}</label>
      <Input
        id={id} data-testid={testId} type={kind === 'decimal' ? 'text' : kind} value={value} placeholder={hint} suffix={suffix} autoFocus={autoFocus} autoComplete="off"
        onChange={(event) => onChange(event.target.value)} {...(kind === 'decimal' ? { inputMode: 'decimal' as const } : {})}
      />
    </div>
  );
}
