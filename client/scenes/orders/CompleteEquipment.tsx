import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request.ts';
import { CommandDialog } from '../../components/CommandDialog.tsx';
import { TextField } from '../../components/TextField.tsx';

/** A name for a work centre that so far is only an id in a message. */
export function CompleteEquipment({ equipmentId, onClose }: { equipmentId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [english, setEnglish] = useState('');
  const [chinese, setChinese] = useState('');
  const body = { name: { en: english.trim(), ...(chinese.trim() ? { 'zh-CN': chinese.trim() } : {}) } };
  return (
    <CommandDialog
      title={t('readiness.incomplete.equipment', { id: equipmentId })} action={t('common.save')} onClose={onClose} refreshes={['/api/orders', '/api/equipment', '/api/work-centers']}
      canSend={english.trim() !== ''} command={() => request(`/api/equipment/${encodeURIComponent(equipmentId)}`, { method: 'PATCH', body })}
    >
      <TextField label={t('field.nameEnglish')} value={english} onChange={setEnglish} testId="equipment-name" autoFocus />
      <TextField label={t('field.nameChinese')} value={chinese} onChange={setChinese} testId="equipment-name-zh" />
    </CommandDialog>
  );
}
