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
  const children = new Set(instances.flatMap((instance) => instance.children));
  const shown = instances.find(({ key }) => key === chosen) ?? instances.find(({ key }) => !children.has(key)) ?? instances[0];
  const tokens = useMemo(() => (shown ? tokensOf(shown) : []), [shown]);
  const flows = useMemo(() => shown?.flowsTaken.map((flow) => (typeof flow === 'string' ? flow : flow.elementId)) ?? [], [shown]);
  if (!shown) return <Empty>{t('lots.noProcess')}</Empty>;
  const called = instances.filter(({ key }) => shown.children.includes(key));
  const parent = instances.find((instance) => instance.children.includes(shown.key));
  const drill = (elementId: string, type: string): void => {
    if (type !== 'bpmn:CallActivity') return;
    const inside = called.filter(({ parentElementId }) => !parentElementId || parentElementId === elementId);
    const target = inside.find(({ state }) => state === 'active') ?? inside[0];
    if (target) setChosen(target.key);
  };
  return (
    <div className="stack">
      <nav className="row" aria-label={t('lots.processes')}>
        {parent ? <Button onClick={() => setChosen(parent.key)} data-testid="process-up">↑ {nameOf(parent.bpmnProcessId, t)}</Button> : null}
        <b>{nameOf(shown.bpmnProcessId, t)}</b> <span className="muted">{t('processes.version', { version: shown.version })}</span>
        {shown.state ? <State kind="instance" value={shown.state} /> : null}
      </nav>
      <Diagram xml={shown.xml} tokens={tokens} flowsTaken={flows} label={nameOf(shown.bpmnProcessId, t)} onElement={drill} />
      <p className="muted legend"><span className="token active">●</span> {t('token.active')} <span className="token completed">✓</span> {t('token.completed')} <span className="token terminated">✕</span> {t('token.terminated')} {called.length ? t('lots.drill') : ''}</p>
      {called.length ? (
        <div className="row">
          {called.map((instance, index) => (
            <Button key={instance.key} data-testid="process-drill" onClick={() => setChosen(instance.key)}>
              {nameOf(instance.bpmnProcessId, t)} {called.length > 1 ? index + 1 : ''} {instance.state ? <State kind="instance" value={instance.state} /> : null}
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
  const halted = new Set((instance.incidents ?? []).map(({ elementId }) => elementId));
  return instance.elements.filter(({ elementId }) => elementId !== instance.bpmnProcessId).map(({ elementId, state, count }) => ({
    elementId, count, state: state === 'active' && halted.has(elementId) ? 'incident' : state,
  }));
}
