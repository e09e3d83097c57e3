import { Button, Dropdown, type MenuProps } from 'antd';
import { BulbOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { theme, type ThemeName } from './preferences.ts';
import { usePerson, useSignOut } from './session.tsx';

const themes: ThemeName[] = ['light', 'dark', 'contrast'];

/** Who is signed in, the look of the screen, signing out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const person = usePerson();
  const signOut = useSignOut();
  const chosen = theme.use();
  const items: MenuProps['items'] = [
    { key: 'roles', type: 'group', label: person.roles.map((role) => t(`role.${role}`)).join(', ') },
    { type: 'divider' },
    ...themes.map((name) => ({ key: name, icon: <BulbOutlined />, label: t(`theme.${name}`) })),
    { type: 'divider' },
    { key: 'sign-out', icon: <LogoutOutlined />, label: <span data-testid="sign-out">{t('shell.signOut')}</span> },
  ];
  const choose: MenuProps['onClick'] = ({ key }) => {
    if (key === 'sign-out') void signOut();
    else theme.set(key as ThemeName);
  };
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: choose, selectedKeys: [chosen] }}>
      <Button type="text" icon={<UserOutlined />} data-testid="account-menu"><span className="wide-only">{person.name}</span></Button>
    </Dropdown>
  );
}
