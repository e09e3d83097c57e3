import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../api/queries.ts';
import { Answer } from '../../components/Answer.tsx';
import { State } from '../../components/State.tsx';
import { Time } from '../../components/Time.tsx';
import { localText } from '../../i18n/index.ts';
import type { EquipmentAnswer } from '../equipment/tree.ts';

/** Every work centre with its state, the ones that hurt first. */
export function Machines() {
  const { t } = useTranslation();
  const equipment = useApi<EquipmentAnswer>('/api/equipment', ['equipment']);
  const rank = (state: string): number => ['Fault', 'Unknown', 'Stopped', 'Setup', 'Running', 'Idle'].indexOf(state);
  return (
    <section className="panel">
      <h2>{t('home.machines')}</h2>
      <Answer query={equipment}>
        {(answer) => (
          <div className="machines">
            {answer.items.filter(({ level }) => level === 'WorkCenter').sort((a, b) => rank(a.state) - rank(b.state) || a.id.localeCompare(b.id)).map(({ id, name, state, stateSince }) => (
              <Link key={id} to={`/equipment/${encodeURIComponent(id)}`} className="machine big-link" data-testid={`machine-${id}`}>
                <b>{id}</b><span className="muted machine-name">{localText(name)}</span>
                <State kind="equipment" value={state} />
                <span className="muted machine-since">{stateSince ? <Time at={stateSince} /> : null}</span>
              </Link>
            ))}
          </div>
        )}
      </Answer>
    </section>
  );
}
