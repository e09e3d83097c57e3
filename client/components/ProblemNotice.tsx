import { useEffect, useRef } from 'react';
import { Button } from 'antd';
import { StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../api/problem.ts';
import { useProblemText } from './problem-text.ts';

/** A refusal: what was refused, why, and what to do next. */
export function ProblemNotice({ error, onRetry, testId = 'problem' }: { error: unknown; onRetry?: () => void; testId?: string }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const { title, detail, nextStep } = words(toProblem(error));
  const place = useRef<HTMLDivElement>(null);
  // A refusal that nobody sees is no answer.
  useEffect(() => {
    // Newer browsers return a promise here, which is no clean-up.
    void place.current?.scrollIntoView({ block: 'center' });
  }, [error]);
  return (
    <div ref={place} className="notice bad" role="alert" data-testid={testId} data-code={toProblem(error).code}>
      <StopOutlined />
      <div style={{ flex: 1 }}>
        <strong>{title}</strong>
        {detail ? <div>{detail}</div> : null}
        {nextStep ? <div style={{ marginTop: 4 }}><b>{t('common.nextStep')}</b> {nextStep}</div> : null}
      </div>
      {onRetry ? <Button onClick={onRetry}>{t('common.retry')}</Button> : null}
    </div>
  );
}
