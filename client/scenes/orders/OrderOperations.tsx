import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../api/types.ts';
import { Amount } from '../../components/Amount.tsx';
import { State } from '../../components/State.tsx';

type JobOrder = OrderDetail['jobOrders'][number];

/** How far the work is: every operation with its target and what was booked. */
export function OrderOperations({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<JobOrder> = [
    { title: '#', dataIndex: 'sequence', width: 56 },
    { title: t('orders.operation'), render: (_, { operation, workCenterId }) => <>{t(`operation.${operation}`, { defaultValue: operation })} <span className="muted">{workCenterId}</span></> },
    { title: t('orders.material'), dataIndex: 'materialId' },
    { title: t('task.target'), align: 'right', render: (_, { target, unit }) => <Amount quantity={target} unit={unit} /> },
    { title: t('orders.actual'), align: 'right', render: (_, { actual, unit }) => <Amount quantity={actual} unit={unit} /> },
    { title: t('orders.state'), render: (_, { status }) => <State kind="job" value={status} /> },
  ];
  return <Table size="small" rowKey="id" columns={columns} dataSource={order.jobOrders} pagination={false} />;
}
