import { useState } from 'react';
import { Button, Input, Modal } from 'antd';
import { FileAddOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useRefresh } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import type { ErpOutcome } from '../../api/types.ts';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { UploadOutcome } from './UploadOutcome.tsx';

/** Takes an ERP message (B2MML) or a CSV file, from a file or pasted. */
export function UploadOrders({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const [content, setContent] = useState('');
  const isXml = content.trimStart().replace(/^\uFEFF/, '').startsWith('<');
  const send = useMutation({
    mutationFn: () => request<ErpOutcome>(isXml ? '/api/erp/b2mml' : '/api/orders/csv', { method: 'POST', text: { content, type: isXml ? 'application/xml' : 'text/csv' } }),
    onSuccess: () => refresh('/api/orders', '/api/lots', '/api/materials', '/api/equipment'),
  });
  const close = (): void => {
    setContent('');
    send.reset();
    onClose();
  };
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    send.reset();
    setContent(await file.text());
  };
  return (
    <Modal open={open} title={t('orders.upload')} onCancel={close} footer={null} width={720}>
      <div className="stack">
        <p className="muted" style={{ margin: 0 }}>{t('upload.hint')}</p>
        <label className="file-choose">
          <input type="file" accept=".xml,.csv,text/xml,application/xml,text/csv" data-testid="upload-file" onChange={(event) => void choose(event.target.files?.[0])} />
          <span><FileAddOutlined /> {t('upload.file')}</span>
        </label>
        <Input.TextArea rows={8} spellCheck={false} data-testid="upload-text" aria-label={t('upload.paste')} placeholder={t('upload.paste')} value={content} onChange={(event) => { send.reset(); setContent(event.target.value); }} style={{ fontFamily: 'monospace', fontSize: 13 }} />
        {send.error ? <ProblemNotice error={send.error} testId="upload-problem" /> : null}
        {send.data ? <UploadOutcome outcome={send.data} /> : null}
        <Button type="primary" size="large" data-testid="upload-send" disabled={content.trim() === ''} loading={send.isPending} onClick={() => send.mutate()}>
          {t(content.trim() === '' || isXml ? 'upload.sendXml' : 'upload.sendCsv')}
        </Button>
      </div>
    </Modal>
  );
}
