import { useTranslation } from 'react-i18next';
import type { Blocked } from '../api/types.ts';
import { useProblemText } from './problem-text.ts';

/** Why work has to wait, in the reader's language. */
export function useBlockedText(): (reason: Blocked) => string {
  const { i18n, t } = useTranslation();
  const words = useProblemText();
  return (reason) => {
    const key = `blocked.${reason.code}`;
    if (i18n.language === 'en' && reason.detail) return reason.detail;
    if (i18n.exists(key)) return t(key, { ...reason.params });
    const { detail, title } = words({ code: reason.code, body: reason });
    return detail || reason.detail || title;
  };
}
