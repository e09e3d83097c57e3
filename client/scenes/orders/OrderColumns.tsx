import { useTranslation } from 'react-i18next';
import { Progress } from 'antd';
import type { OrderSummary } from '../../api/types.ts';
import { Amount } from '../../components/Amount.tsx';
import { State } from '../../components/State.tsx';
import { localText } from '../../i18n/index.ts';
import { OrderFlags } from './OrderFlags.tsx';
import { OrderDue } from './OrderDue.tsx';

const columns: { key: string; statuses: OrderSummary['status'][] }[] = [
  { key: 'planned', statuses: ['Draft', 'Planned'] },
  { key: 'released', statuses: ['Released', 'Paused'] },
  { key: 'running', statuses: ['InProgress'] },
  { key: 'done', statuses: ['Completed', 'Closed', 'Cancelled'] },
];

const byDue = (a: OrderSummary, b: OrderSummary): number =>
  Number(b.late) - Number(a.late) || (a.dueDate ?? '9').localeCompare(b.dueDate ?? '9') || a.id.localeCompare(b.id);

/** The orders as cards in the columns of their life, the late ones first. */
export function OrderColumns({ orders, onOpen }: { orders: OrderSummary[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="board">
      {columns.map(({ key, statuses }) => {
        const inside = orders.filter(({ status }) => statuses.includes(status)).sort(byDue);
        return (
          <section key={key} className="board-column" aria-label={t(`orders.column.${key}`)}>
            <h2>{t(`orders.column.${key}`)} <span className="muted">{inside.length}</span></h2>
            {inside.map((order) => <OrderCard key={order.id} order={order} onOpen={onOpen} />)}
            {inside.length === 0 ? <p className="muted board-empty">{t('orders.none')}</p> : null}
          </section>
        );
      })}
    </div>
  );
}

function OrderCard({ order, onOpen }: { order: OrderSummary; onOpen: (id: string) => void }) {
  const { done, total } = order.progress;
  return (
    <button type="button" className={`order-card panel${order.late ? ' late' : ''}`} data-testid={`order-${order.id}`} data-status={order.status} onClick={() => onOpen(order.id)}>
      <span className="row between"><b className="order-id">{order.id}</b><State kind="order" value={order.status} /></span>
      <span>{order.materialId} <span className="muted">{localText(order.materialName)}</span></span>
      <span className="row between"><Amount quantity={order.quantity} unit={order.unit} /><OrderDue order={order} /></span>
      {total > 0 && ['Released', 'InProgress', 'Paused'].includes(order.status)
        ? <span className="row order-progress"><Progress percent={Math.round((done / total) * 100)} showInfo={false} size="small" /><span className="mono muted">{done}/{total}</span></span> : null}
      <OrderFlags order={order} />
    </button>
  );
}
