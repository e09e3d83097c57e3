import { useState } from 'react';
import { Button } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request.ts';
import type { OrderSummary } from '../../api/types.ts';
import { CommandDialog } from '../../components/CommandDialog.tsx';
import { normaliseDecimal } from '../../components/quantity.ts';
import { TextField } from '../../components/TextField.tsx';

interface Line {
  materialId: string;
  quantity: string;
  workCenterId: string;
}

const noLine: Line = { materialId: '', quantity: '', workCenterId: '' };

/** An order typed by hand: what, how much, until when, and what is weighed for it where. */
export function NewOrder({ open, onClose, onCreated }: { open: boolean; onClose: () => void; onCreated: (orderId: string) => void }) {
  return open ? <NewOrderDialog onClose={onClose} onCreated={onCreated} /> : null;
}

function NewOrderDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (orderId: string) => void }) {
  const { t } = useTranslation();
  const [order, setOrder] = useState({ id: '', materialId: '', quantity: '', unit: 'KG', due: '' });
  const [lines, setLines] = useState<Line[]>([noLine]);
  const set = (field: keyof typeof order) => (value: string): void => setOrder({ ...order, [field]: value });
  const setLine = (index: number, change: Partial<Line>): void => setLines(lines.map((line, at) => (at === index ? { ...line, ...change } : line)));
  const complete = order.id.trim() !== '' && order.materialId.trim() !== '' && order.quantity.trim() !== '' && lines.every((line) => line.materialId && line.quantity && line.workCenterId);
  const create = async (): Promise<void> => {
    const { due, ...rest } = order;
    const created = await request<OrderSummary>('/api/orders', {
      method: 'POST',
      body: {
        ...rest, id: order.id.trim(), materialId: order.materialId.trim(), quantity: normaliseDecimal(order.quantity), ...(due ? { dueDate: new Date(due).toISOString() } : {}),
        lines: lines.map((line) => ({ ...line, quantity: normaliseDecimal(line.quantity), unit: order.unit })),
      },
    });
    onCreated(created.id);
  };
  return (
    <CommandDialog title={t('orders.new')} action={t('orders.create')} onClose={onClose} refreshes={['/api/orders']} canSend={complete} command={create}>
      <div className="pair">
        <TextField label={t('orders.order')} value={order.id} onChange={set('id')} testId="new-order-id" autoFocus />
        <TextField label={t('orders.product')} value={order.materialId} onChange={set('materialId')} testId="new-order-material" />
        <TextField label={t('field.quantity')} value={order.quantity} onChange={set('quantity')} testId="new-order-quantity" kind="decimal" />
        <TextField label={t('field.unit')} value={order.unit} onChange={set('unit')} testId="new-order-unit" />
      </div>
      <TextField label={t('orders.due')} value={order.due} onChange={set('due')} testId="new-order-due" kind="datetime-local" />
      <h3>{t('orders.components')}</h3>
      {lines.map((line, index) => (
        <div key={index} className="order-line">
          <TextField label={t('orders.material')} value={line.materialId} onChange={(materialId) => setLine(index, { materialId })} testId={`line-material-${index}`} />
          <TextField label={t('field.quantity')} value={line.quantity} onChange={(quantity) => setLine(index, { quantity })} testId={`line-quantity-${index}`} kind="decimal" />
          <TextField label={t('task.station')} value={line.workCenterId} onChange={(workCenterId) => setLine(index, { workCenterId })} testId={`line-station-${index}`} />
          <Button icon={<DeleteOutlined />} aria-label={t('orders.removeLine')} disabled={lines.length === 1} onClick={() => setLines(lines.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => setLines([...lines, noLine])}>{t('orders.addLine')}</Button>
    </CommandDialog>
  );
}
