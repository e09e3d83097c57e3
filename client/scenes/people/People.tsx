import { useState } from 'react';
import { Button, Table, type TableColumnsType } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/queries.ts';
import type { List, PersonRecord } from '../../api/types.ts';
import { Answer } from '../../components/Answer.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Badge } from '../../components/State.tsx';
import { PersonDialog } from './PersonDialog.tsx';

/** Everybody who can sign in, and what they may do. */
export default function People() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<PersonRecord | 'new' | null>(null);
  const people = useApi<List<PersonRecord>>('/api/people');
  const columns: TableColumnsType<PersonRecord> = [
    { title: t('people.name'), dataIndex: 'name' },
    { title: t('signIn.username'), dataIndex: 'username' },
    { title: t('people.roles'), render: (_, { roles }) => <span className="row">{roles.map((role) => <Badge key={role} tone="plain">{t(`role.${role}`)}</Badge>)}</span> },
    { title: t('people.email'), dataIndex: 'email', render: (email: string | null) => email ?? '–' },
    { title: t('people.active'), render: (_, { active }) => t(active ? 'common.yes' : 'common.no') },
    { title: '', align: 'right', render: (_, person) => <Button data-testid={`person-${person.username}`} onClick={() => setOpened(person)}>{t('people.change')}</Button> },
  ];
  return (
    <>
      <PageHead title={t('people.title')}><Button type="primary" icon={<PlusOutlined />} data-testid="person-new" onClick={() => setOpened('new')}>{t('people.add')}</Button></PageHead>
      <Answer query={people}>{({ items }) => <Table className="panel" rowKey="id" columns={columns} dataSource={items} pagination={false} />}</Answer>
      {opened ? <PersonDialog person={opened === 'new' ? null : opened} onClose={() => setOpened(null)} /> : null}
    </>
  );
}
