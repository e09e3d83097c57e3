import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { State } from '../../components/State.tsx';

const order = ['Draft', 'Planned', 'Released', 'InProgress', 'Paused', 'Completed', 'Closed', 'Cancelled'];

/** How many orders are in which state. */
export function OrderStates({ counts }: { counts: Record<string, number> }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...Object.values(counts));
  return (
    <section className="panel">
      <h2><Link to="/orders">{t('home.orders')}</Link></h2>
      <div className="order-states">
        {order.filter((status) => (counts[status] ?? 0) > 0).map((status) => (
          <div key={status} className="order-state">
            <State kind="order" value={status} />
            <span className="order-state-bar" aria-hidden="true"><span style={{ width: `${((counts[status] ?? 0) / most) * 100}%` }} /></span>
            <b className="mono">{counts[status]}</b>
          </div>
        ))}
      </div>
    </section>
  );
}
