import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../api/types.ts';
import { Amount } from '../../components/Amount.tsx';

type Requirement = OrderDetail['requirements'][number];

/** The materials that the order asks for, line by line as the ERP sent them. */
export function OrderRequirements({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Requirement> = [
    { title: t('orders.line'), dataIndex: 'lineIndex', render: (line: string | null) => line ?? '–' },
    { title: t('orders.material'), render: (_, { materialId, lotId }) => <>{materialId}{lotId ? <span className="muted"> · {lotId}</span> : null}</> },
    { title: t('orders.use'), render: (_, { materialUse }) => (materialUse ? t(`materialUse.${materialUse}`, { defaultValue: materialUse }) : '–') },
    { title: t('orders.quantity'), align: 'right', render: (_, { quantity, unit }) => <Amount quantity={quantity} unit={unit} /> },
    { title: t('task.station'), dataIndex: 'locationId', render: (at: string | null) => at ?? '–' },
  ];
  return <Table size="small" rowKey="id" columns={columns} dataSource={order.requirements} pagination={false} />;
}
