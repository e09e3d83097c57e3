import { ApiOutlined, DisconnectOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import type { DemoInfo, Equipment } from '../../api/types.ts';
import { mayAct, usePerson } from '../../app/session.tsx';
import { EquipmentState } from '../../components/EquipmentState.tsx';
import { Badge } from '../../components/State.tsx';
import { Time } from '../../components/Time.tsx';
import { useTags } from '../../forms/scale.ts';
import { localText } from '../../i18n/index.ts';
import { SimulationPanel } from './SimulationPanel.tsx';

/** A machine: its state since when, its connection, what it measures right now. */
export function EquipmentDetail({ equipment, units }: { equipment: Equipment; units: Equipment[] }) {
  const { t } = useTranslation();
  const person = usePerson();
  const tags = [equipment, ...units].flatMap((node) => node.tags).filter((tag, index, all) => all.findIndex(({ id }) => id === tag.id) === index);
  const live = useTags(tags.map(({ id }) => id));
  const demo = useQuery({ queryKey: ['/api/demo'], queryFn: () => request<DemoInfo>('/api/demo'), retry: false, staleTime: Infinity });
  // Each line reads "BOX3: scale (…)".
  const simulatedIds = (demo.data?.simulated ?? []).map((line) => line.split(':')[0]);
  const simulated = [equipment, ...units].find(({ id }) => simulatedIds.includes(id));
  const connected = [equipment, ...units].find((node) => node.connected !== null);
  return (
    <div className="stack">
      <section className="panel stack">
        <div className="row between"><h2 className="equipment-name">{equipment.id} <span className="muted">{localText(equipment.name)}</span></h2><EquipmentState equipment={equipment} /></div>
        <dl className="facts">
          <dt>{t('equipment.level')}</dt><dd>{t(`level.${equipment.level}`, { defaultValue: equipment.level })}</dd>
          {equipment.stateSince ? <><dt>{t('tickets.since')}</dt><dd><Time at={equipment.stateSince} /></dd></> : null}
          {connected ? <><dt>{t('equipment.connection')}</dt><dd>{connected.connectionId} {connected.connected ? <Badge tone="ok" icon={<ApiOutlined />}>{t('equipment.connected')}</Badge> : <Badge tone="bad" icon={<DisconnectOutlined />}>{t('equipment.disconnected')}</Badge>}</dd></> : null}
        </dl>
      </section>
      {tags.length ? (
        <section className="panel">
          <h2>{t('equipment.live')}</h2>
          <div className="tags">
            {tags.map((tag) => {
              const sample = { ...tag, ...live[tag.id] };
              const good = (sample.quality ?? 'good').toLowerCase() === 'good';
              return (
                <div key={tag.id} className="tag-value" data-testid={`tag-${tag.id}`}>
                  <span className="muted" title={tag.id}>{t(`tagName.${tag.id.split('.').at(-1) ?? ''}`, { defaultValue: tag.id })}</span>
                  <b className="mono">{good ? valueText(sample.value, t) : '– –'} <small>{sample.unit ?? ''}</small></b>
                  <span className="muted">{good ? <Time at={sample.sourceTime} /> : t('equipment.noValue')}</span>
                </div>
              );
            })}
          </div>
        </section>
      ) : null}
      {simulated && mayAct(person, 'engineer', 'operator') ? <SimulationPanel equipmentId={simulated.id} /> : null}
    </div>
  );
}

function valueText(value: unknown, t: (key: string) => string): string {
  if (value === true || value === 'true') return t('common.yes');
  if (value === false || value === 'false') return t('common.no');
  return value === null || value === undefined ? '–' : String(value);
}
