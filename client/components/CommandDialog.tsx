import type { ReactNode } from 'react';
import { Modal } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../api/queries.ts';
import { ProblemNotice } from './ProblemNotice.tsx';

interface CommandDialogProps {
  title: string;
  action: string;
  /** What the press does; a refusal stays in the dialog with everything that was typed. */
  command: () => Promise<unknown>;
  /** Path prefixes to read again afterwards. */
  refreshes: string[];
  canSend: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A small form in a dialog that sends one command. */
export function CommandDialog({ title, action, command, refreshes, canSend, onClose, children }: CommandDialogProps) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const send = useMutation({
    mutationFn: command,
    onSuccess: async () => {
      onClose();
      await refresh(...refreshes);
    },
  });
  return (
    <Modal
      open title={title} okText={action} cancelText={t('common.cancel')} onCancel={onClose} onOk={() => send.mutate()}
      okButtonProps={{ disabled: !canSend, loading: send.isPending, 'data-testid': 'dialog-confirm' }}
    >
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (canSend) send.mutate(); }}>
        {children}
        {send.error ? <ProblemNotice error={send.error} /> : null}
        <input type="submit" hidden disabled={!canSend} />
      </form>
    </Modal>
  );
}
