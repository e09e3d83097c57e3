import { Button, Tabs } from 'antd';
import { LeftOutlined, StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../api/queries.ts';
import type { Genealogy, HistoryEntry, List, LotDetail } from '../../api/types.ts';
import { Amount } from '../../components/Amount.tsx';
import { Answer } from '../../components/Answer.tsx';
import { History } from '../../components/History.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { State } from '../../components/State.tsx';
import { Time } from '../../components/Time.tsx';
import { localText } from '../../i18n/index.ts';
import { GenealogyGraph } from './GenealogyGraph.tsx';
import { LotProcess } from './LotProcess.tsx';
import './lots.css';

/** The traveller of a lot: where it is and was, what went into it, what happened. */
export default function LotPage() {
  const { lotId = '' } = useParams();
  const lot = useApi<LotDetail>(`/api/lots/${encodeURIComponent(lotId)}`, [`lot:${lotId}`, 'holds']);
  return <Answer query={lot}>{(detail) => <LotBody key={lotId} lot={detail} />}</Answer>;
}

function LotBody({ lot }: { lot: LotDetail }) {
  const { t } = useTranslation();
  const path = `/api/lots/${encodeURIComponent(lot.id)}`;
  const topics = [`lot:${lot.id}`, 'holds'];
  const genealogy = useApi<Genealogy>(`${path}/genealogy`, topics);
  const history = useApi<List<HistoryEntry> | HistoryEntry[]>(`${path}/history`, topics);
  const holds = lot.holds;
  const made = Boolean(lot.orderId);
  return (
    <>
      <PageHead title={<><Link to="/lots"><Button icon={<LeftOutlined />} aria-label={t('common.back')} /></Link> {lot.id}</>} beside={<span data-testid="lot-status"><State kind="lot" value={lot.status} /></span>} />
      {holds.map(({ id, reason, reasonCode, placedAt }) => (
        <div key={id} className="notice bad lot-hold" role="status"><StopOutlined /><div><strong>{t('lots.onHold')}: {t(`reason.${reasonCode}`, { defaultValue: reasonCode })}</strong>{reason} <span className="muted"><Time at={placedAt} /></span></div></div>
      ))}
      <div className="lot-facts-bar panel">
        <Fact label={t('orders.material')}>{lot.materialId} <span className="muted">{localText(lot.materialName)}</span></Fact>
        <Fact label={t('orders.quantity')}><Amount quantity={lot.quantity} unit={lot.unit} /></Fact>
        {lot.expiresAt ? <Fact label={t('lots.expires')}><Time at={lot.expiresAt} day /></Fact> : null}
        {lot.locationId ? <Fact label={t('lots.place')}>{lot.locationId}</Fact> : null}
        {lot.orderId ? <Fact label={t('task.order')}><Link to={`/orders/${encodeURIComponent(lot.orderId)}`}>{lot.orderId}</Link></Fact> : null}
        {lot.createdAt ? <Fact label={t('lots.since')}><Time at={lot.createdAt} /></Fact> : null}
      </div>
      <Tabs
        items={[
          ...(made ? [{ key: 'process', label: t('lots.where'), children: <LotProcess lotId={lot.id} /> }] : []),
          { key: 'genealogy', label: t('lots.genealogy'), children: <Answer query={genealogy}>{(graph) => <GenealogyGraph graph={graph} here={lot.id} />}</Answer> },
          { key: 'history', label: t('common.history'), children: <div className="panel"><Answer query={history}>{(answer) => <History entries={Array.isArray(answer) ? answer : answer.items} />}</Answer></div> },
        ]}
      />
    </>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return <div><div className="muted fact-label">{label}</div><div>{children}</div></div>;
}
