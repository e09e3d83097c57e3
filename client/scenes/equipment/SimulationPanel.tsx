import { useState } from 'react';
import { Button, Space } from 'antd';
import { ExperimentOutlined, WarningOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request.ts';
import { normaliseDecimal } from '../../components/quantity.ts';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { TextField } from '../../components/TextField.tsx';

/** Plays a simulated machine: puts a load on the scale, makes it fail. */
export function SimulationPanel({ equipmentId }: { equipmentId: string }) {
  const { t } = useTranslation();
  const [load, setLoad] = useState('');
  const play = useMutation({ mutationFn: (body: { load?: string; fault?: boolean }) => request(`/api/simulation/${encodeURIComponent(equipmentId)}`, { method: 'POST', body }) });
  return (
    <section className="panel stack" data-testid="simulation">
      <h2><ExperimentOutlined /> {t('simulation.title')}</h2>
      <p className="muted" style={{ margin: 0 }}>{t('simulation.hint')}</p>
      <div className="row simulation-load">
        <TextField label={t('simulation.load')} value={load} onChange={setLoad} testId="simulation-load" kind="decimal" suffix="kg" />
        <Button type="primary" data-testid="simulation-set" disabled={load.trim() === ''} loading={play.isPending} onClick={() => play.mutate({ load: normaliseDecimal(load) })}>{t('simulation.set')}</Button>
        <Button onClick={() => { setLoad('0'); play.mutate({ load: '0' }); }}>{t('simulation.empty')}</Button>
      </div>
      <Space wrap>
        <Button danger icon={<WarningOutlined />} data-testid="simulation-fault" onClick={() => play.mutate({ fault: true })}>{t('simulation.fault')}</Button>
        <Button data-testid="simulation-repair" onClick={() => play.mutate({ fault: false })}>{t('simulation.repair')}</Button>
      </Space>
      {play.error ? <ProblemNotice error={play.error} /> : null}
    </section>
  );
}
