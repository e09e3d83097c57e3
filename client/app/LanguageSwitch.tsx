import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeLanguage } from '../i18n/index.ts';
import { language } from './preferences.ts';

/** One press changes between English and Chinese; the label is the language it changes to. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const chinese = language.use() === 'zh-CN';
  return (
    <Button type="text" data-testid="language-switch" aria-label={t('shell.language')} onClick={() => void changeLanguage(chinese ? 'en' : 'zh-CN')}>
      <span lang={chinese ? 'en' : 'zh-CN'}>{chinese ? 'English' : '中文'}</span>
    </Button>
  );
}
