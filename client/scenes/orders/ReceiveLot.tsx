import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request.ts';
import { CommandDialog } from '../../components/CommandDialog.tsx';
import { normaliseDecimal } from '../../components/quantity.ts';
import { TextField } from '../../components/TextField.tsx';

interface ReceiveLotProps {
  materialId?: string;
  quantity?: string;
  unit?: string;
  onClose: () => void;
}

/** Stock that arrived: a new lot of a material; called for a shortage the missing amount is filled in. */
export function ReceiveLot({ materialId: known = '', quantity: missing = '', unit: unitKnown = 'KG', onClose }: ReceiveLotProps) {
  const { t } = useTranslation();
  const [materialId, setMaterialId] = useState(known);
  const [id, setId] = useState('');
  const [quantity, setQuantity] = useState(missing);
  const [unit, setUnit] = useState(unitKnown);
  const [expires, setExpires] = useState('');
  const body = { id: id.trim(), materialId: materialId.trim(), quantity: normaliseDecimal(quantity), unit: unit.trim(), ...(expires ? { expiresAt: new Date(expires).toISOString() } : {}) };
  return (
    <CommandDialog
      title={t('lots.receive')} action={t('lots.receive')} onClose={onClose} refreshes={['/api/orders', '/api/lots', '/api/tasks']}
      canSend={body.id !== '' && body.materialId !== '' && body.quantity !== ''} command={() => request('/api/lots', { method: 'POST', body })}
    >
      <TextField label={t('orders.material')} value={materialId} onChange={setMaterialId} testId="receive-material" />
      <TextField label={t('field.lotId')} value={id} onChange={setId} testId="receive-lot" autoFocus />
      <TextField label={t('field.quantity')} value={quantity} onChange={setQuantity} testId="receive-quantity" kind="decimal" />
      <TextField label={t('field.unit')} value={unit} onChange={setUnit} testId="receive-unit" />
      <TextField label={t('field.expiresAt')} value={expires} onChange={setExpires} testId="receive-expires" kind="date" />
    </CommandDialog>
  );
}
