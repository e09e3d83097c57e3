import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';

/** The place of a page that is on its way. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return <div aria-busy="true" aria-label={t('common.loading')} style={{ padding: 8 }}><Skeleton active paragraph={{ rows }} title={{ width: '30%' }} /></div>;
}
