import { useState } from 'react';
import { Button } from 'antd';
import { CheckCircleOutlined, ExclamationCircleOutlined, InboxOutlined, StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { OrderDetail, Readiness, Shortage } from '../../api/types.ts';
import { unitLabel } from '../../components/Amount.tsx';
import { mayAct, usePerson } from '../../app/session.tsx';
import { CompleteLot } from './CompleteLot.tsx';
import { CompleteMaterial } from './CompleteMaterial.tsx';
import { CompleteEquipment } from './CompleteEquipment.tsx';
import { ReceiveLot } from './ReceiveLot.tsx';

type Incomplete = Readiness['incomplete'][number];

/** What has to be settled before release, each with the way to settle it here and now. */
export function ReadinessList({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const settles = mayAct(usePerson(), 'planner');
  const [completing, setCompleting] = useState<Incomplete | null>(null);
  const [receiving, setReceiving] = useState<Shortage | null>(null);
  const { incomplete, shortages, holds } = order.readiness;
  if (incomplete.length + shortages.length + holds.length === 0) {
    return <div className="notice ok" data-testid="ready"><CheckCircleOutlined /><strong>{t('readiness.ready')}</strong></div>;
  }
  const close = (): void => { setCompleting(null); setReceiving(null); };
  return (
    <section className="stack" aria-label={t('readiness.title')} data-testid="readiness">
      <h3>{t('readiness.title')}</h3>
      {holds.map(({ id, targetId, reason }) => <div key={id} className="notice bad"><StopOutlined /><div><strong>{t('readiness.hold', { target: targetId })}</strong>{reason}</div></div>)}
      {incomplete.map((item) => (
        <div key={`${item.type}/${item.id}`} className={`notice ${item.blocks ? 'bad' : 'warn'}`} data-testid={`incomplete-${item.id}`}>
          <ExclamationCircleOutlined />
          <div style={{ flex: 1 }}>
            <strong>{t(`readiness.incomplete.${item.type}`, { id: item.id })}</strong>
            {t('readiness.missing', { fields: item.missing.map((field) => t(`missing.${field}`, { defaultValue: field })).join(', ') })} {item.blocks ? t('readiness.blocks') : t('readiness.noBlock')}
          </div>
          {settles ? <Button data-testid={`complete-${item.id}`} onClick={() => setCompleting(item)}>{t('readiness.complete')}</Button> : null}
        </div>
      ))}
      {shortages.map((item) => (
        <div key={item.materialId} className="notice warn" data-testid={`shortage-${item.materialId}`}>
          <InboxOutlined />
          <div style={{ flex: 1 }}>
            <strong>{t('readiness.shortage', { material: item.materialId, missing: item.missing, unit: unitLabel(item.unit) })}</strong>
            {t('readiness.needed', { needed: item.needed, available: item.available, unit: unitLabel(item.unit) })}
          </div>
          {settles ? <Button data-testid={`receive-${item.materialId}`} onClick={() => setReceiving(item)}>{t('readiness.receive')}</Button> : null}
        </div>
      ))}
      {shortages.length ? <p className="muted">{t('readiness.accept')}</p> : null}
      {completing?.type === 'material' ? <CompleteMaterial materialId={completing.id} onClose={close} /> : null}
      {completing?.type === 'lot' ? <CompleteLot lotId={completing.id} onClose={close} /> : null}
      {completing?.type === 'equipment' ? <CompleteEquipment equipmentId={completing.id} onClose={close} /> : null}
      {receiving ? <ReceiveLot materialId={receiving.materialId} quantity={receiving.missing} unit={receiving.unit} onClose={close} /> : null}
    </section>
  );
}
