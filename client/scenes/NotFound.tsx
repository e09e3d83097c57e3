import { Button } from 'antd';
import { CompassOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty } from '../components/Empty.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return <Empty icon={<CompassOutlined />}><p>{t('notFound.text')}</p><Link to="/"><Button type="primary">{t('notFound.home')}</Button></Link></Empty>;
}
