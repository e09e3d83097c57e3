import { useState } from 'react';
import { App, Button, Modal } from 'antd';
import { AlertFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CallForm } from './CallForm.tsx';

/** Calls for help; always in the top right corner of every page. */
export function AndonButton() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const called = (ticketId: string): void => {
    setOpen(false);
    void message.success({
      content: <span>{t('andon.called', { ticket: ticketId })} <Button type="link" onClick={() => void navigate(`/tickets/${ticketId}`)}>{t('andon.show')}</Button></span>,
      duration: 8,
    });
  };
  return (
    <>
      <Button danger type="primary" size="large" icon={<AlertFilled />} data-testid="andon" onClick={() => setOpen(true)}>{t('andon.button')}</Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t('andon.title')} destroyOnHidden width={560}>
        <CallForm onCalled={called} />
      </Modal>
    </>
  );
}
