import { useState } from 'react';
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../api/queries.ts';
import { mayAct, usePerson } from '../../app/session.tsx';
import { Answer } from '../../components/Answer.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { EquipmentState } from '../../components/EquipmentState.tsx';
import { localText } from '../../i18n/index.ts';
import { AddEquipment } from './AddEquipment.tsx';
import { EquipmentDetail } from './EquipmentDetail.tsx';
import { asTree, type EquipmentAnswer, type EquipmentNode } from './tree.ts';
import './equipment.css';

/** The plant as a tree, each machine with its state; the chosen one with its live values. */
export default function EquipmentPage() {
  const { t } = useTranslation();
  const { equipmentId } = useParams();
  const equipment = useApi<EquipmentAnswer>('/api/equipment', ['equipment']);
  const [adding, setAdding] = useState(false);
  const shapesPlant = mayAct(usePerson(), 'planner', 'engineer');
  return (
    <>
      <PageHead title={t('equipment.title')}>
        {shapesPlant ? <Button icon={<PlusOutlined />} data-testid="equipment-new" onClick={() => setAdding(true)}>{t('equipment.add')}</Button> : null}
      </PageHead>
      {adding && equipment.data ? <AddEquipment plant={equipment.data.items} onClose={() => setAdding(false)} /> : null}
      <Answer query={equipment}>
        {(answer) => {
          const all = answer.items;
          const chosen = all.find(({ id }) => id === equipmentId) ?? all.find(({ level }) => level === 'WorkCenter');
          return (
            <div className="equipment">
              <nav className="panel" aria-label={t('equipment.tree')}><Branch nodes={asTree(answer)} chosen={chosen?.id ?? ''} /></nav>
              {chosen ? <EquipmentDetail key={chosen.id} equipment={chosen} units={all.filter(({ parentId }) => parentId === chosen.id)} /> : null}
            </div>
          );
        }}
      </Answer>
    </>
  );
}

function Branch({ nodes, chosen }: { nodes: EquipmentNode[]; chosen: string }) {
  const { t } = useTranslation();
  return (
    <ul className="branch">
      {nodes.map((node) => (
        <li key={node.id}>
          <Link to={`/equipment/${encodeURIComponent(node.id)}`} className="branch-node" aria-current={node.id === chosen ? 'true' : undefined} data-testid={`equipment-${node.id}`}>
            <span className="branch-name"><b>{node.id}</b> <span className="muted">{localText(node.name) || t(`level.${node.level}`, { defaultValue: node.level })}</span></span>
            {['WorkCenter', 'WorkUnit'].includes(node.level) ? <EquipmentState equipment={node} /> : null}
          </Link>
          {node.children.length ? <Branch nodes={node.children} chosen={chosen} /> : null}
        </li>
      ))}
    </ul>
  );
}
