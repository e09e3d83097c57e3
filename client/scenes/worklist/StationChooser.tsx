import { EnvironmentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/queries.ts';
import type { Equipment, List } from '../../api/types.ts';
import { station } from '../../app/preferences.ts';
import { Answer } from '../../components/Answer.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { State } from '../../components/State.tsx';
import { localText } from '../../i18n/index.ts';

/** Where does this device stand? Asked once and remembered. */
export function StationChooser() {
  const { t } = useTranslation();
  const centers = useApi<List<Equipment>>('/api/work-centers', ['equipment']);
  return (
    <>
      <PageHead title={t('worklist.choose')} />
      <Answer query={centers}>
        {({ items }) => (
          <div className="cards">
            {items.map(({ id, name, state }) => (
              <Button key={id} className="station" data-testid={`station-${id}`} onClick={() => station.set(id)}>
                <EnvironmentOutlined />
                <span className="station-name"><b>{id}</b><span className="muted">{localText(name)}</span></span>
                {state ? <State kind="equipment" value={state} /> : null}
              </Button>
            ))}
          </div>
        )}
      </Answer>
    </>
  );
}
