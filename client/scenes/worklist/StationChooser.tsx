import { EnvironmentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/queries.ts';
import type { Equipment, List } from '../../api/types.ts';
import { station } from '../../app/preferences.ts';
import { Answer } from '../../components/Answer.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { EquipmentState } from '../../components/EquipmentState.tsx';
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
            {items.map((center) => (
              <Button key={center.id} className="station" data-testid={`station-${center.id}`} onClick={() => station.set(center.id)}>
                <EnvironmentOutlined />
                <span className="station-name"><b>{center.id}</b><span className="muted">{localText(center.name)}</span></span>
                <EquipmentState equipment={center} />
              </Button>
            ))}
          </div>
        )}
      </Answer>
    </>
  );
}
