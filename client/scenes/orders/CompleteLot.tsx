import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request.ts';
import { CommandDialog } from '../../components/CommandDialog.tsx';
import { normaliseDecimal } from '../../components/quantity.ts';
import { TextField } from '../../components/TextField.tsx';

/** What nobody has said yet about a lot that a schedule names. */
export function CompleteLot({ lotId, onClose }: { lotId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [quantity, setQuantity] = useState('');
  const [unit, setUnit] = useState('KG');
  const [expires, setExpires] = useState('');
  const body = { quantity: normaliseDecimal(quantity), unit: unit.trim(), ...(expires ? { expiresAt: new Date(expires).toISOString() } : {}) };
  return (
    <CommandDialog
      title={t('readiness.incomplete.lot', { id: lotId })} action={t('common.save')} onClose={onClose} refreshes={['/api/orders', '/api/lots']}
      canSend={quantity.trim() !== '' && unit.trim() !== ''} command={() => request(`/api/lots/${encodeURIComponent(lotId)}`, { method: 'PATCH', body })}
    >
      <TextField label={t('field.quantity')} value={quantity} onChange={setQuantity} testId="lot-quantity" kind="decimal" autoFocus />
      <TextField label={t('field.unit')} value={unit} onChange={setUnit} testId="lot-unit" />
      <TextField label={t('field.expiresAt')} value={expires} onChange={setExpires} testId="lot-expires" kind="date" />
    </CommandDialog>
  );
}
