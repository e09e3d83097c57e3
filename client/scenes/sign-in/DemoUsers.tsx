import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DemoInfo } from '../../api/types.ts';

interface DemoUsersProps {
  users: DemoInfo['users'];
  busy: boolean;
  onChoose: (credentials: { username: string; password: string }) => void;
}

/** The people of the demo plant; a press signs in as one of them. */
export function DemoUsers({ users, busy, onChoose }: DemoUsersProps) {
  const { t } = useTranslation();
  return (
    <section className="demo-users" aria-label={t('signIn.demo')}>
      <p className="muted">{t('signIn.demo')}</p>
      <div className="demo-grid">
        {users.map(({ username, password, roles, name }) => (
          <Button key={username} disabled={busy} data-testid={`demo-user-${username}`} onClick={() => onChoose({ username, password })}>
            <span className="demo-user"><b>{roles[0] ? t(`role.${roles[0]}`) : name ?? username}</b><span className="muted">{username}</span></span>
          </Button>
        ))}
      </div>
    </section>
  );
}
