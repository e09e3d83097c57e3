import { Button } from 'antd';
import { CheckCircleOutlined, StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Hold } from '../../api/types.ts';
import { Badge } from '../../components/State.tsx';
import { Time } from '../../components/Time.tsx';

/** One hold: what, why, since when, by whom, and the decision. */
export function HoldCard({ hold, decides }: { hold: Hold; decides: boolean }) {
  const { t } = useTranslation();
  const target = hold.targetType === 'lot' ? `/lots/${encodeURIComponent(hold.targetId)}` : hold.targetType === 'order' ? `/orders/${encodeURIComponent(hold.targetId)}` : null;
  return (
    <article className="panel stack hold" data-testid={`hold-${hold.id}`} data-target={hold.targetId}>
      <div className="row between">
        <b className="hold-target">{target ? <Link to={target}>{hold.targetId}</Link> : hold.targetId}</b>
        {hold.releasedAt
          ? <Badge tone={hold.disposition === 'Scrap' ? 'bad' : 'ok'} icon={<CheckCircleOutlined />}>{t(`disposition.${hold.disposition ?? 'Release'}`)}</Badge>
          : <Badge tone="bad" icon={<StopOutlined />}>{t('state.lot.OnHold')}</Badge>}
      </div>
      <div><b>{t(`reason.${hold.reasonCode}`, { defaultValue: hold.reasonCode })}</b>{hold.reason ? <div className="muted">{hold.reason}</div> : null}</div>
      <dl className="facts">
        <dt>{t('holds.target')}</dt><dd>{t(`target.${hold.targetType}`, { defaultValue: hold.targetType })}</dd>
        <dt>{t('holds.since')}</dt><dd><Time at={hold.placedAt} />{hold.placedBy === 'system' ? '' : ` · ${hold.placedByName}`}</dd>
        {hold.releasedAt ? <><dt>{t('holds.decided')}</dt><dd><Time at={hold.releasedAt} />{hold.releasedByName ? ` · ${hold.releasedByName}` : ''}</dd></> : null}
        {hold.comment ? <><dt>{t('common.reason')}</dt><dd>{hold.comment}</dd></> : null}
      </dl>
      {!hold.releasedAt && hold.taskKey && decides ? <Link to={`/tasks/${hold.taskKey}`}><Button type="primary" size="large" block data-testid="hold-decide">{t('holds.decide')}</Button></Link> : null}
    </article>
  );
}
