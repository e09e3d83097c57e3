import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../api/queries.ts';
import type { List, OrderSummary } from '../../api/types.ts';
import { Answer } from '../../components/Answer.tsx';
import { OrderDue } from '../orders/OrderDue.tsx';
import { OrderFlags } from '../orders/OrderFlags.tsx';

const shownMax = 5;
const working = ['Released', 'InProgress', 'Paused'];
const over = ['Completed', 'Closed', 'Cancelled'];

/** The orders that may not ship as promised or are in work: the late ones first, each with why and how far it is. */
export function OrdersToWatch() {
  const { t } = useTranslation();
  const orders = useApi<List<OrderSummary>>('/api/orders', ['orders', 'holds']);
  return (
    <section className="panel">
      <h2>{t('home.watch')}</h2>
      <Answer query={orders}>
        {({ items }) => {
          const watched = items.filter(({ status, late }) => !over.includes(status) && (late || working.includes(status))).sort(urgentFirst).slice(0, shownMax);
          if (watched.length === 0) return <p className="muted">{t('home.watchNone')}</p>;
          return <div className="watched">{watched.map((order) => <Watched key={order.id} order={order} />)}</div>;
        }}
      </Answer>
    </section>
  );
}

function Watched({ order }: { order: OrderSummary }) {
  const { done, total } = order.progress;
  return (
    <Link to={`/orders/${encodeURIComponent(order.id)}`} className="watched-order big-link" data-testid={`watched-${order.id}`}>
      <span className="row between"><b>{order.id}</b><OrderDue order={order} /></span>
      {total > 0 ? <span className="row order-progress"><Progress percent={Math.round((done / total) * 100)} showInfo={false} size="small" /><span className="mono muted">{done}/{total}</span></span> : null}
      <OrderFlags order={order} />
    </Link>
  );
}

function urgentFirst(a: OrderSummary, b: OrderSummary): number {
  return Number(b.late) - Number(a.late) || b.holdCount - a.holdCount || (a.dueDate ?? '9').localeCompare(b.dueDate ?? '9') || a.id.localeCompare(b.id);
}
