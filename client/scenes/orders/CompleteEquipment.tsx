import { useId, useState } from 'react';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import { CommandDialog } from '../../components/CommandDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { localText } from '../../i18n/index.ts';
import type { EquipmentAnswer } from '../equipment/tree.ts';

/** The name and the area of a work centre that so far is only an id in a message. */
export function CompleteEquipment({ equipmentId, onClose }: { equipmentId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const parentField = useId();
  const plant = useApi<EquipmentAnswer>('/api/equipment');
  const [english, setEnglish] = useState(equipmentId);
  const [chinese, setChinese] = useState('');
  const [parentId, setParentId] = useState<string>();
  const areas = (plant.data?.items ?? []).filter(({ level }) => level === 'Area' || level === 'Site');
  const body = { name: { en: english.trim(), ...(chinese.trim() ? { 'zh-CN': chinese.trim() } : {}) }, level: 'WorkCenter', parentId };
  return (
    <CommandDialog
      title={t('readiness.incomplete.equipment', { id: equipmentId })} action={t('common.save')} onClose={onClose} refreshes={['/api/orders', '/api/equipment', '/api/work-centers']}
      canSend={english.trim() !== '' && parentId !== undefined} command={() => request(`/api/equipment/${encodeURIComponent(equipmentId)}`, { method: 'PATCH', body })}
    >
      <TextField label={t('field.nameEnglish')} value={english} onChange={setEnglish} testId="equipment-name" autoFocus />
      <TextField label={t('field.nameChinese')} value={chinese} onChange={setChinese} testId="equipment-name-zh" />
      <label htmlFor={parentField}>{t('field.parentId')}</label>
      <Select id={parentField} data-testid="equipment-parent" value={parentId} onChange={setParentId} options={areas.map(({ id, name }) => ({ value: id, label: `${id} · ${localText(name, id)}` }))} />
    </CommandDialog>
  );
}
