import { Component, type ReactNode } from 'react';
import { Button } from 'antd';
import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';

interface PageGuardProps {
  /** The address of the page: another page gets a fresh start. */
  place: string;
  children: ReactNode;
}

/** Keeps the frame standing when a page breaks, and offers the way on; drafts stay on the device. */
export class PageGuard extends Component<PageGuardProps, { brokenAt: string | null }> {
  override state: { brokenAt: string | null } = { brokenAt: null };

  override componentDidCatch(): void {
    this.setState({ brokenAt: this.props.place });
  }

  static getDerivedStateFromError(): { brokenAt: string | null } {
    return { brokenAt: '' };
  }

  override render(): ReactNode {
    const { brokenAt } = this.state;
    return brokenAt === '' || brokenAt === this.props.place ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <div className="notice bad" role="alert" data-testid="page-broken">
      <WarningOutlined />
      <div style={{ flex: 1 }}><strong>{t('broken.title')}</strong>{t('broken.text')}</div>
      <Button onClick={() => location.reload()}>{t('broken.reload')}</Button>
    </div>
  );
}
