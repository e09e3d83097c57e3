import type { ReactNode } from 'react';
import { DisconnectOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useLiveConnected } from '../api/live.ts';
import { AndonButton } from '../components/AndonButton.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { places } from './navigation.tsx';
import { PageGuard } from './PageGuard.tsx';
import { station } from './preferences.ts';
import { mayAct, usePerson } from './session.tsx';
import icon from '../icon.svg';

/** The frame around every signed-in page. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const person = usePerson();
  const connected = useLiveConnected();
  const here = station.use();
  return (
    <div className="shell">
      <a className="skip" href="#page">{t('shell.skip')}</a>
      <div className="rail">
        <Link className="logo" to="/" aria-label="Takt"><img src={icon} alt="" />Takt</Link>
        <nav aria-label={t('shell.places')}>
          {places.filter(({ roles }) => roles === 'all' || mayAct(person, ...roles)).map(({ path, label, icon: picture }) => {
            const current = path === '/' ? pathname === '/' : pathname.startsWith(path) || (path === '/worklist' && pathname.startsWith('/tasks/'));
            return (
              <Link key={path} className="place" to={path} aria-current={current ? 'page' : undefined} data-testid={`nav-${path.slice(1) || 'home'}`}>
                {picture}<span>{t(label)}</span>
              </Link>
            );
          })}
        </nav>
      </div>
      <header className="bar">
        <div className="grow row">
          {here && person.roles.includes('operator') ? <span className="state plain wide-only">{t('shell.station', { station: here })}</span> : null}
          {connected ? null : <span className="state warn" role="status"><DisconnectOutlined />{t('shell.notLive')}</span>}
        </div>
        <LanguageSwitch />
        <AccountMenu />
        <AndonButton />
      </header>
      <main className="page" id="page" tabIndex={-1}><PageGuard place={pathname}>{children}</PageGuard></main>
    </div>
  );
}
