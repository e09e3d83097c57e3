import { useId, useState } from 'react';
import { Button, Input } from 'antd';
import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request.ts';
import type { DemoInfo, Person } from '../../api/types.ts';
import { LanguageSwitch } from '../../app/LanguageSwitch.tsx';
import { sessionKey } from '../../app/session.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import icon from '../../icon.svg';
import { DemoUsers } from './DemoUsers.tsx';
import './sign-in.css';

interface Credentials {
  username: string;
  password: string;
}

/** The door: user name and password; in a demo plant also one press for each of its people. */
export function SignIn() {
  const { t } = useTranslation();
  const ids = useId();
  const client = useQueryClient();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const demo = useQuery({ queryKey: ['/api/demo'], queryFn: () => request<DemoInfo>('/api/demo'), retry: false, staleTime: Infinity });
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => request<{ person: Person }>('/api/session', { method: 'POST', body: credentials }),
    onSuccess: ({ person }) => client.setQueryData(sessionKey, person),
  });
  return (
    <div className="sign-in">
      <main className="sign-in-card panel">
        <div className="row between">
          <div className="sign-in-brand"><img src={icon} alt="" /><h1>Takt</h1></div>
          <LanguageSwitch />
        </div>
        <p className="muted">{t('signIn.subtitle')}</p>
        <form className="stack" onSubmit={(event) => { event.preventDefault(); signIn.mutate({ username: username.trim(), password }); }}>
          <label htmlFor={`${ids}u`}>{t('signIn.username')}</label>
          <Input
            id={`${ids}u`} data-testid="sign-in-username" size="large" prefix={<UserOutlined />} autoFocus autoComplete="username"
            autoCapitalize="none" spellCheck={false} value={username} onChange={(event) => setUsername(event.target.value)}
          />
          <label htmlFor={`${ids}p`}>{t('signIn.password')}</label>
          <Input.Password
            id={`${ids}p`} data-testid="sign-in-password" size="large" prefix={<LockOutlined />} autoComplete="current-password"
            value={password} onChange={(event) => setPassword(event.target.value)}
          />
          {signIn.error ? <ProblemNotice error={signIn.error} testId="sign-in-problem" /> : null}
          <Button type="primary" htmlType="submit" size="large" data-testid="sign-in-submit" loading={signIn.isPending} disabled={username.trim() === '' || password === ''}>
            {t('signIn.submit')}
          </Button>
        </form>
        {demo.data?.users.length ? <DemoUsers users={demo.data.users} busy={signIn.isPending} onChoose={(user) => signIn.mutate(user)} /> : null}
      </main>
    </div>
  );
}
