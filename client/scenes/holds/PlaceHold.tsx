import { useId, useState } from 'react';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request.ts';
import { CommandDialog } from '../../components/CommandDialog.tsx';
import { TextField } from '../../components/TextField.tsx';

const targets = ['lot', 'order', 'equipment', 'definition', 'supplier-lot'];
const reasons = ['out-of-tolerance', 'contamination', 'damaged', 'documents', 'other'];

/** Puts a lot, an order or a machine on hold by hand. */
export function PlaceHold({ targetId: known = '', onClose }: { targetId?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const ids = useId();
  const [targetType, setTargetType] = useState('lot');
  const [targetId, setTargetId] = useState(known);
  const [reasonCode, setReasonCode] = useState('contamination');
  const [reason, setReason] = useState('');
  return (
    <CommandDialog
      title={t('holds.place')} action={t('holds.place')} onClose={onClose} refreshes={['/api/holds', '/api/lots', '/api/tasks']} canSend={targetId.trim() !== '' && reason.trim().length >= 3}
      command={() => request('/api/holds', { method: 'POST', body: { targetType, targetId: targetId.trim(), reasonCode, reason: reason.trim() } })}
    >
      <label htmlFor={`${ids}t`}>{t('holds.target')}</label>
      <Select id={`${ids}t`} value={targetType} onChange={setTargetType} options={targets.map((value) => ({ value, label: t(`target.${value}`) }))} />
      <TextField label={t('holds.number')} value={targetId} onChange={setTargetId} testId="hold-target" autoFocus />
      <label htmlFor={`${ids}r`}>{t('common.reason')}</label>
      <Select id={`${ids}r`} value={reasonCode} onChange={setReasonCode} options={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))} />
      <TextField label={t('holds.seen')} value={reason} onChange={setReason} testId="hold-reason" />
    </CommandDialog>
  );
}
