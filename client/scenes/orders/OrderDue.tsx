import { ClockCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../../api/types.ts';
import { Time } from '../../components/Time.tsx';

/** When the order is due; late is said in a word too. */
export function OrderDue({ order }: { order: OrderSummary }) {
  const { t } = useTranslation();
  if (!order.dueDate) return <span className="muted">{t('orders.noDue')}</span>;
  return order.late
    ? <span className="state bad"><ClockCircleOutlined />{t('orders.late')} <Time at={order.dueDate} /></span>
    : <span className="muted nowrap">{t('worklist.due')} <Time at={order.dueDate} /></span>;
}
