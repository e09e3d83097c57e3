import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/queries.ts';
import type { ProcessInstance } from '../../api/types.ts';
import { Answer } from '../../components/Answer.tsx';
import { Empty } from '../../components/Empty.tsx';
import { State } from '../../components/State.tsx';
import { Diagram } from '../../diagram/Diagram.tsx';
import type { Token } from '../../diagram/tokens.ts';

/** The diagram with a token where the lot is and marks where it was; called processes open by a press. */
export function LotProcess({ lotId }: { lotId: string }) {
  const process = useApi<{ instances: ProcessInstance[] }>(`/api/lots/${encodeURIComponent(lotId)}/process`, [`lot:${lotId}`, 'holds', 'worklist']);
  return <Answer query={process}>{({ instances }) => <Instances instances={instances} />}</Answer>;
}

function Instances({ instances }: { instances: ProcessInstance[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const roots = instances.filter(({ parentKey }) => parentKey === null);
  const shown = instances.find(({ key }) => key === chosen) ?? roots[0];
  const tokens = useMemo(() => (shown ? tokensOf(shown) : []), [shown]);
  const flows = useMemo(() => shown?.flowsTaken.map(({ elementId }) => elementId) ?? [], [shown]);
  if (!shown) return <Empty>{t('lots.noProcess')}</Empty>;
  const called = instances.filter(({ key }) => shown.children.includes(key));
  const parent = instances.find((instance) => instance.children.includes(shown.key));
  const drill = (_elementId: string, type: string): void => {
    const target = called.find(({ state }) => state === 'active') ?? called[0];
    if (type === 'bpmn:CallActivity' && target) setChosen(target.key);
  };
  return (
    <div className="stack">
      <nav className="row" aria-label={t('lots.processes')}>
        {parent === undefined && roots.length > 1 ? roots.filter((root) => root !== shown).map((root) => <Button key={root.key} data-testid="process-other" onClick={() => setChosen(root.key)}>{nameOf(root.bpmnProcessId, t)} <State kind="instance" value={root.state} /></Button>) : null}
        {parent ? <Button onClick={() => setChosen(parent.key)} data-testid="process-up">↑ {nameOf(parent.bpmnProcessId, t)}</Button> : null}
        <b>{nameOf(shown.bpmnProcessId, t)}</b> <span className="muted">{t('processes.version', { version: shown.version })}</span>
        <State kind="instance" value={shown.state} />
      </nav>
      <Diagram xml={shown.xml} tokens={tokens} flowsTaken={flows} label={nameOf(shown.bpmnProcessId, t)} onElement={drill} />
      <p className="muted legend"><span className="token active">●</span> {t('token.active')} <span className="token completed">✓</span> {t('token.completed')} <span className="token terminated">✕</span> {t('token.terminated')} {called.length ? t('lots.drill') : ''}</p>
      {called.length ? (
        <div className="row">
          {called.map((instance, index) => (
            <Button key={instance.key} data-testid="process-drill" onClick={() => setChosen(instance.key)}>
              {nameOf(instance.bpmnProcessId, t)} {called.length > 1 ? index + 1 : ''} <State kind="instance" value={instance.state} />
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function nameOf(processId: string, t: (key: string, options?: { defaultValue: string }) => string): string {
  return t(`process.${processId}`, { defaultValue: processId });
}

function tokensOf(instance: ProcessInstance): Token[] {
  const halted = new Set(instance.incidents.map(({ elementId }) => elementId));
  return instance.elements.map(({ elementId, state, count }) => ({
    elementId, count, state: state === 'active' && halted.has(elementId) ? 'incident' : state,
  }));
}
