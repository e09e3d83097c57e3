import { useState } from 'react';
import { Button, Segmented } from 'antd';
import { CheckCircleOutlined, PauseCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/queries.ts';
import type { Hold, List } from '../../api/types.ts';
import { mayAct, usePerson } from '../../app/session.tsx';
import { Answer } from '../../components/Answer.tsx';
import { Empty } from '../../components/Empty.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { HoldCard } from './HoldCard.tsx';
import { PlaceHold } from './PlaceHold.tsx';
import './holds.css';

/** What must not be touched and why; for the inspector with the decision that it waits for. */
export default function Holds() {
  const { t } = useTranslation();
  const person = usePerson();
  const [active, setActive] = useState(true);
  const [placing, setPlacing] = useState(false);
  const holds = useApi<List<Hold>>(`/api/holds?active=${active ? 'true' : 'false'}`, ['holds', 'worklist']);
  const inspects = mayAct(person, 'inspector');
  return (
    <>
      <PageHead title={t('holds.title')}>
        <Segmented value={active} onChange={setActive} aria-label={t('orders.view')} options={[{ value: true, label: t('holds.active') }, { value: false, label: t('holds.past') }]} />
        {mayAct(person, 'inspector', 'planner', 'engineer') ? <Button icon={<PauseCircleOutlined />} data-testid="place-hold" onClick={() => setPlacing(true)}>{t('holds.place')}</Button> : null}
      </PageHead>
      <Answer query={holds}>
        {({ items }) => {
          const shown = items.filter(({ releasedAt }) => Boolean(releasedAt) !== active);
          return shown.length === 0
            ? <Empty icon={<CheckCircleOutlined />}>{t(active ? 'holds.none' : 'holds.nonePast')}</Empty>
            : <div className="cards">{shown.map((hold) => <HoldCard key={hold.id} hold={hold} decides={inspects} />)}</div>;
        }}
      </Answer>
      {placing ? <PlaceHold onClose={() => setPlacing(false)} /> : null}
    </>
  );
}
