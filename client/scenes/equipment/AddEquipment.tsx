import { useId, useState } from 'react';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request.ts';
import { CommandDialog } from '../../components/CommandDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { localText } from '../../i18n/index.ts';
import type { EquipmentAnswer } from './tree.ts';

/** From the company down to the machine: what stands in what. */
const levels = ['Enterprise', 'Site', 'Area', 'WorkCenter', 'WorkUnit'] as const;

/** Adds a piece of equipment at its place in the plant; only the company stands in nothing. */
export function AddEquipment({ plant, onClose }: { plant: EquipmentAnswer['items']; onClose: () => void }) {
  const { t } = useTranslation();
  const levelField = useId();
  const parentField = useId();
  const [id, setId] = useState('');
  const [english, setEnglish] = useState('');
  const [chinese, setChinese] = useState('');
  const [level, setLevel] = useState<(typeof levels)[number]>(plant.length === 0 ? 'Enterprise' : 'WorkCenter');
  const [parentId, setParentId] = useState<string>();
  const above = plant.filter((one) => levels.indexOf(one.level) < levels.indexOf(level));
  const parent = above.some((one) => one.id === parentId) ? parentId : undefined;
  const body = { id: id.trim(), level, parentId: parent ?? null, name: { en: english.trim(), ...(chinese.trim() ? { 'zh-CN': chinese.trim() } : {}) } };
  return (
    <CommandDialog
      title={t('equipment.add')} action={t('common.save')} onClose={onClose} refreshes={['/api/equipment', '/api/work-centers', '/api/orders']}
      canSend={body.id !== '' && english.trim() !== '' && (level === 'Enterprise' || parent !== undefined)} command={() => request('/api/equipment', { method: 'POST', body })}
    >
      <TextField label={t('equipment.id')} value={id} onChange={setId} testId="equipment-new-id" autoFocus />
      <TextField label={t('field.nameEnglish')} value={english} onChange={setEnglish} testId="equipment-new-name" />
      <TextField label={t('field.nameChinese')} value={chinese} onChange={setChinese} testId="equipment-new-name-zh" />
      <label htmlFor={levelField}>{t('equipment.level')}</label>
      <Select id={levelField} data-testid="equipment-new-level" value={level} onChange={setLevel} options={levels.map((value) => ({ value, label: t(`level.${value}`) }))} />
      {level === 'Enterprise' ? null : (
        <>
          <label htmlFor={parentField}>{t('field.parentId')}</label>
          <Select id={parentField} data-testid="equipment-new-parent" value={parent} onChange={setParentId} options={above.map((one) => ({ value: one.id, label: `${one.id} · ${localText(one.name, one.id)}` }))} />
        </>
      )}
    </CommandDialog>
  );
}
