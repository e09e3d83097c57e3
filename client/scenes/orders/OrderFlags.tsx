import { ExclamationCircleOutlined, InboxOutlined, StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { OrderSummary } from '../../api/types.ts';
import { Badge } from '../../components/State.tsx';

/** What stands in an order's way, and why it is late. */
export function OrderFlags({ order }: { order: OrderSummary }) {
  const { t, i18n } = useTranslation();
  const open = order.status === 'Draft' || order.status === 'Planned';
  const reason = order.late && order.lateReason ? t(`lateReason.${order.lateReason}`, { defaultValue: i18n.language === 'en' ? order.lateReason : '' }) : '';
  if (!(open && (order.incomplete || order.shortages > 0)) && order.holdCount === 0 && !reason) return null;
  return (
    <span className="row order-flags">
      {order.holdCount > 0 ? <Badge tone="bad" icon={<StopOutlined />}>{t('orders.holds', { count: order.holdCount })}</Badge> : null}
      {open && order.incomplete ? <Badge tone="warn" icon={<ExclamationCircleOutlined />}>{t('orders.incomplete')}</Badge> : null}
      {open && order.shortages > 0 ? <Badge tone="warn" icon={<InboxOutlined />}>{t('orders.shortages', { count: order.shortages })}</Badge> : null}
      {reason ? <span className="order-why">{reason}</span> : null}
    </span>
  );
}
