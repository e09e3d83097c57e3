import { StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/queries.ts';
import type { Hold } from '../../api/types.ts';
import { Answer } from '../../components/Answer.tsx';
import { Time } from '../../components/Time.tsx';

/** Why the hold stands that the task decides about. */
export function HoldReason({ holdId }: { holdId: string }) {
  const { t } = useTranslation();
  const hold = useApi<Hold>(`/api/holds/${encodeURIComponent(holdId)}`, ['holds']);
  return (
    <Answer query={hold} rows={2}>
      {({ reasonCode, reason, placedAt, placedBy, placedByName }) => (
        <div className="notice bad" data-testid="hold-reason">
          <StopOutlined />
          <div>
            <strong>{t(`reason.${reasonCode}`, { defaultValue: reasonCode })}</strong>
            {reason}
            <div className="muted"><Time at={placedAt} />{placedBy === 'system' ? '' : ` · ${placedByName}`}</div>
          </div>
        </div>
      )}
    </Answer>
  );
}
