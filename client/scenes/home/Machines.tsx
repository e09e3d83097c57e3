import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../api/queries.ts';
import type { Equipment } from '../../api/types.ts';
import { Answer } from '../../components/Answer.tsx';
import { unitLabel } from '../../components/Amount.tsx';
import { EquipmentState, hasSignal } from '../../components/EquipmentState.tsx';
import { Time } from '../../components/Time.tsx';
import { useTags } from '../../forms/scale.ts';
import { localText } from '../../i18n/index.ts';
import type { EquipmentAnswer } from '../equipment/tree.ts';

/** Every work centre with its state, the ones that hurt first. */
export function Machines() {
  const { t } = useTranslation();
  const equipment = useApi<EquipmentAnswer>('/api/equipment', ['equipment']);
  const rank = (machine: Equipment): number => (hasSignal(machine) ? ['Fault', 'Unknown', 'Stopped', 'Setup', 'Running', 'Idle'].indexOf(machine.state) : 9);
  return (
    <section className="panel">
      <h2>{t('home.machines')}</h2>
      <Answer query={equipment}>
        {(answer) => (
          <div className="machines">
            {answer.items.filter(({ level }) => level === 'WorkCenter').sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id)).map((machine) => <MachineCard key={machine.id} machine={machine} />)}
          </div>
        )}
      </Answer>
    </section>
  );
}

function MachineCard({ machine }: { machine: Equipment }) {
  const { t } = useTranslation();
  const measured = machine.tags.filter(({ unit }) => unit !== null);
  const live = useTags(measured.map(({ id }) => id));
  return (
    <Link to={`/equipment/${encodeURIComponent(machine.id)}`} className="machine big-link" data-testid={`machine-${machine.id}`}>
      <b>{machine.id}</b><span className="muted machine-name">{localText(machine.name)}</span>
      <EquipmentState equipment={machine} />
      <span className="muted machine-since">{machine.stateSince && hasSignal(machine) ? <Time at={machine.stateSince} /> : null}</span>
      <span className="machine-values">
        {measured.map(({ id, unit }) => {
          const sample = live[id];
          const good = sample?.value != null && (sample.quality ?? 'good') === 'good';
          return <span key={id} className="mono"><span className="muted">{t(`tagName.${id.split('.').at(-1) ?? ''}`, { defaultValue: id })}</span> {good ? String(sample.value) : '– –'} {unitLabel(unit)}</span>;
        })}
      </span>
    </Link>
  );
}
