import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { language, type Language } from '../app/preferences.ts';
import type { LocalText } from '../api/types.ts';
import en from './en.json';

/** Loads the chosen language before the first screen; English is the fallback for a text that is missing. */
export async function startTranslation(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: 'en',
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await changeLanguage(language.get());
}

export async function changeLanguage(next: Language): Promise<void> {
  if (next === 'zh-CN' && !i18next.hasResourceBundle(next, 'translation')) {
    const { default: chinese } = await import('./zh-CN.json');
    i18next.addResourceBundle(next, 'translation', chinese);
  }
  await i18next.changeLanguage(next);
  language.set(next);
  document.documentElement.lang = next;
}

/** A text that master data brings in several languages, in the one shown; the fallback when it has none. */
export function localText(text: LocalText | null | undefined, fallback = ''): string {
  if (!text) return fallback;
  if (typeof text === 'string') return text;
  return text[i18next.language] ?? text['en'] ?? Object.values(text)[0] ?? fallback;
}
