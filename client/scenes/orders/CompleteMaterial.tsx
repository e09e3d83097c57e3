import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request.ts';
import { CommandDialog } from '../../components/CommandDialog.tsx';
import { TextField } from '../../components/TextField.tsx';

/** The master data that a message named a material without. */
export function CompleteMaterial({ materialId, onClose }: { materialId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [english, setEnglish] = useState('');
  const [chinese, setChinese] = useState('');
  const [unit, setUnit] = useState('KG');
  const [tolerance, setTolerance] = useState('');
  const path = `/api/materials/${encodeURIComponent(materialId)}`;
  const body = {
    description: { en: english.trim(), ...(chinese.trim() ? { 'zh-CN': chinese.trim() } : {}) }, baseUnit: unit.trim(),
    ...(tolerance.trim() ? { tolerancePercent: tolerance.trim().replace(',', '.') } : {}),
  };
  return (
    <CommandDialog
      title={t('readiness.incomplete.material', { id: materialId })} action={t('common.save')} onClose={onClose} refreshes={['/api/orders', '/api/materials']}
      canSend={english.trim() !== '' && unit.trim() !== ''} command={() => request(path, { method: 'PATCH', body })}
    >
      <TextField label={t('field.nameEnglish')} value={english} onChange={setEnglish} testId="material-name" autoFocus />
      <TextField label={t('field.nameChinese')} value={chinese} onChange={setChinese} testId="material-name-zh" />
      <TextField label={t('field.baseUnit')} value={unit} onChange={setUnit} testId="material-unit" />
      <TextField label={t('field.tolerance')} value={tolerance} onChange={setTolerance} testId="material-tolerance" kind="decimal" suffix="%" hint="1.0" />
    </CommandDialog>
  );
}
