import { CheckCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ErpOutcome, Imported, Shortage } from '../../api/types.ts';
import { unitLabel } from '../../components/Amount.tsx';

/** What a message changed, and what is left to settle. */
export function UploadOutcome({ outcome }: { outcome: ErpOutcome }) {
  const { t } = useTranslation();
  const nameOf = (entry: Imported | Shortage | string): string => {
    if (typeof entry === 'string') return entry;
    return 'materialId' in entry ? t('upload.shortage', { ...entry, unit: unitLabel(entry.unit) }) : `${t(`upload.type.${entry.type}`)} ${entry.id}`;
  };
  const parts = (['created', 'updated', 'incomplete', 'shortages'] as const).filter((part) => (outcome[part] ?? []).length > 0);
  return (
    <div className="notice ok" role="status" data-testid="upload-outcome">
      <CheckCircleOutlined />
      <div>
        <strong>{t('upload.taken')}</strong>
        {parts.includes('created') || parts.includes('updated') ? null : t('upload.nothingNew')}
        {parts.map((part) => <div key={part}><b>{t(`upload.${part}`)}</b> {(outcome[part] ?? []).map(nameOf).join(', ')}</div>)}
      </div>
    </div>
  );
}
