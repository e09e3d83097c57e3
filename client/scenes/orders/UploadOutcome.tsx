import { CheckCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ErpOutcome } from '../../api/types.ts';

/** An entry of the outcome as one word: its id when it has one. */
function nameOf(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return String(entry);
  const { id, materialId, type } = entry as Record<string, unknown>;
  return [type, id ?? materialId].filter((part) => part !== undefined).join(' ');
}

/** What a message changed, and what is left to settle. */
export function UploadOutcome({ outcome }: { outcome: ErpOutcome }) {
  const { t } = useTranslation();
  const parts = (['created', 'updated', 'incomplete', 'shortages'] as const).filter((part) => (outcome[part] ?? []).length > 0);
  return (
    <div className="notice ok" role="status" data-testid="upload-outcome">
      <CheckCircleOutlined />
      <div>
        <strong>{t('upload.taken')}</strong>
        {parts.length === 0 ? t('upload.nothingNew') : null}
        {parts.map((part) => <div key={part}><b>{t(`upload.${part}`)}</b> {(outcome[part] ?? []).map(nameOf).join(', ')}</div>)}
      </div>
    </div>
  );
}
