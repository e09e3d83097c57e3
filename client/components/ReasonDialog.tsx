import { useId, useState } from 'react';
import { Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from './ProblemNotice.tsx';

interface ReasonDialogProps {
  open: boolean;
  title: string;
  action: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onConfirm: (reason: string) => void;
}

/** Asks for the reason of something that others will want to understand later. */
export function ReasonDialog({ open, title, action, danger = false, busy, error, onCancel, onConfirm }: ReasonDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open={open} title={title} okText={action} cancelText={t('common.cancel')} onCancel={onCancel} onOk={() => onConfirm(reason.trim())} destroyOnHidden
      okButtonProps={{ danger, disabled: reason.trim() === '', loading: busy, 'data-testid': 'reason-confirm' }} afterClose={() => setReason('')}
    >
      <div className="stack">
        <label htmlFor={id}>{t('common.reason')}</label>
        <Input.TextArea id={id} data-testid="reason" rows={3} maxLength={400} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
        {error ? <ProblemNotice error={error} /> : null}
      </div>
    </Modal>
  );
}
