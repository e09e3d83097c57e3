import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from 'antd';
import { useApi } from '../../api/queries.ts';
import type { List, ProcessVersion } from '../../api/types.ts';
import { Answer } from '../../components/Answer.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Time } from '../../components/Time.tsx';
import { Diagram } from '../../diagram/Diagram.tsx';
import { Incidents } from './Incidents.tsx';
import './processes.css';

/** What is deployed since when, and what got stuck. */
export default function Processes() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('processes.title')} />
      <Tabs items={[{ key: 'deployed', label: t('processes.deployed'), children: <Deployed /> }, { key: 'stuck', label: t('processes.stuck'), children: <Incidents /> }]} />
    </>
  );
}

const nameOfVersion = ({ bpmnProcessId, version }: ProcessVersion): string => `${bpmnProcessId}/${version}`;

function Deployed() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const processes = useApi<List<ProcessVersion>>('/api/processes');
  return (
    <Answer query={processes}>
      {({ items }) => {
        const shown = items.find((item) => nameOfVersion(item) === chosen) ?? items[0];
        return (
          <div className="processes">
            <ul className="panel process-list">
              {items.map((item) => (
                <li key={nameOfVersion(item)}>
                  <button type="button" className="process-row" aria-pressed={item === shown} data-testid={`process-${item.bpmnProcessId}`} onClick={() => setChosen(nameOfVersion(item))}>
                    <b>{t(`process.${item.bpmnProcessId}`, { defaultValue: item.bpmnProcessId })}</b>
                    <span className="muted">{t('processes.version', { version: item.version })} · <Time at={item.deployedAt} /></span>
                  </button>
                </li>
              ))}
            </ul>
            {shown ? <Version key={nameOfVersion(shown)} version={shown} /> : null}
          </div>
        );
      }}
    </Answer>
  );
}

function Version({ version }: { version: ProcessVersion }) {
  const path = `/api/processes/${encodeURIComponent(version.bpmnProcessId)}/versions/${version.version}`;
  const xml = useApi<string | { xml: string }>(path);
  return <Answer query={xml}>{(answer) => <Diagram xml={typeof answer === 'string' ? answer : answer.xml} label={version.bpmnProcessId} height="calc(100dvh - 250px)" />}</Answer>;
}
