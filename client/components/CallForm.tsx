import { useId, useState } from 'react';
import { Button, Input, Segmented, Select } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi, useRefresh } from '../api/queries.ts';
import { request } from '../api/request.ts';
import type { Ticket } from '../api/types.ts';
import { station } from '../app/preferences.ts';
import type { EquipmentAnswer } from '../scenes/equipment/tree.ts';
import { localText } from '../i18n/index.ts';
import { ProblemNotice } from './ProblemNotice.tsx';

/** Opens a maintenance ticket for a machine; the station where the device stands is chosen already. */
export function CallForm({ onCalled }: { onCalled: (ticketId: string) => void }) {
  const { t } = useTranslation();
  const ids = useId();
  const refresh = useRefresh();
  const equipment = useApi<EquipmentAnswer>('/api/equipment');
  const [equipmentId, setEquipmentId] = useState(station.get() || undefined);
  const [severity, setSeverity] = useState('medium');
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const call = useMutation({
    mutationFn: () => request<Ticket>('/api/tickets', { method: 'POST', body: { equipmentId, severity, title: title.trim(), description: description || undefined } }),
    onSuccess: async (ticket) => {
      await refresh('/api/tickets');
      onCalled(ticket.id);
    },
  });
  const machines = (equipment.data?.items ?? []).filter(({ level }) => level === 'WorkCenter' || level === 'WorkUnit');
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); call.mutate(); }}>
      <label htmlFor={`${ids}e`}>{t('andon.machine')}</label>
      <Select
        id={`${ids}e`} data-testid="andon-equipment" value={equipmentId} onChange={setEquipmentId} showSearch loading={equipment.isPending}
        optionFilterProp="label" options={machines.map(({ id, name }) => ({ value: id, label: `${id} · ${localText(name, id)}` }))}
      />
      <label id={`${ids}s`}>{t('andon.severity')}</label>
      <Segmented
        block aria-labelledby={`${ids}s`} value={severity} onChange={setSeverity}
        options={['low', 'medium', 'high'].map((value) => ({ value, label: t(`state.severity.${value}`) }))}
      />
      <label htmlFor={`${ids}t`}>{t('andon.what')}</label>
      <Input id={`${ids}t`} data-testid="andon-title" value={title} maxLength={120} onChange={(event) => setTitle(event.target.value)} placeholder={t('andon.whatHint')} />
      <label htmlFor={`${ids}d`}>{t('andon.more')}</label>
      <Input.TextArea id={`${ids}d`} value={description} rows={3} onChange={(event) => setDescription(event.target.value)} />
      {call.error ? <ProblemNotice error={call.error} /> : null}
      <Button type="primary" danger size="large" htmlType="submit" data-testid="andon-send" loading={call.isPending} disabled={!equipmentId || title.trim().length < 3}>{t('andon.send')}</Button>
    </form>
  );
}
