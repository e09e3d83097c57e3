import { useId, useState } from 'react';
import { Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { request } from '../../api/request.ts';
import type { PersonRecord, Role } from '../../api/types.ts';
import { CommandDialog } from '../../components/CommandDialog.tsx';
import { TextField } from '../../components/TextField.tsx';

const roles: Role[] = ['operator', 'inspector', 'maintenance', 'planner', 'engineer', 'supervisor', 'admin'];

/** Adds a person or changes one; an empty password leaves the old one. */
export function PersonDialog({ person, onClose }: { person: PersonRecord | null; onClose: () => void }) {
  const { t } = useTranslation();
  const ids = useId();
  const [username, setUsername] = useState(person?.username ?? '');
  const [name, setName] = useState(person?.name ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [password, setPassword] = useState('');
  const [chosen, setChosen] = useState<Role[]>(person?.roles ?? ['operator']);
  const [active, setActive] = useState(person?.active !== false);
  const body = { name: name.trim(), roles: chosen, ...(email.trim() ? { email: email.trim() } : {}), ...(password ? { password } : {}) };
  const save = (): Promise<unknown> => (person
    ? request(`/api/people/${person.id}`, { method: 'PATCH', body: { ...body, active, ...(email.trim() ? {} : { email: null }) } })
    : request('/api/people', { method: 'POST', body: { ...body, username: username.trim() } }));
  return (
    <CommandDialog title={t(person ? 'people.change' : 'people.add')} action={t('common.save')} command={save} refreshes={['/api/people']} canSend={username.trim() !== '' && name.trim() !== ''} onClose={onClose}>
      {person ? null : <TextField label={t('signIn.username')} value={username} onChange={setUsername} testId="person-username" autoFocus />}
      <TextField label={t('people.name')} value={name} onChange={setName} testId="person-name" />
      <TextField label={t('people.email')} value={email} onChange={setEmail} testId="person-email" kind="email" />
      <TextField label={t(person ? 'people.newPassword' : 'signIn.password')} value={password} onChange={setPassword} testId="person-password" kind="password" hint={t('people.passwordHint')} />
      <label htmlFor={ids}>{t('people.roles')}</label>
      <Select id={ids} mode="multiple" value={chosen} onChange={setChosen} options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))} />
      {person ? <label className="switch-field"><Switch checked={active} onChange={setActive} /> {t('people.active')}</label> : null}
    </CommandDialog>
  );
}
