import { Button } from 'antd';
import { FlagOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/problem.ts';
import type { FormDocument } from '../../api/types.ts';

const outOfTolerance = new Set(['over-tolerance', 'under-tolerance']);

interface DeviationOfferProps {
  problem: Problem | null;
  form: FormDocument;
  values: Record<string, unknown>;
  onChange: (values: Record<string, unknown>) => void;
}

/** After a refusal for the amount: the other way out, reporting it as it is. */
export function DeviationOffer({ problem, form, values, onChange }: DeviationOfferProps) {
  const { t } = useTranslation();
  const can = form.schema.properties?.['reportDeviation'] !== undefined && values['reportDeviation'] !== true;
  if (!problem || !outOfTolerance.has(problem.code) || !can) return null;
  return (
    <Button block size="large" icon={<FlagOutlined />} data-testid="report-deviation" style={{ marginTop: 10 }} onClick={() => onChange({ ...values, reportDeviation: true })}>
      {t('task.reportDeviation')}
    </Button>
  );
}
