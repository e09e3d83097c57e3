import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem.ts';

export interface ProblemWords {
  title: string;
  detail: string;
  nextStep: string;
}

/**
 * Words a refusal in the reader's language: by its code and parameters where the client knows the
 * code, in the server's English otherwise. Without an interpolation value the server's sentence is
 * better than a sentence with a hole, so it wins then.
 */
export function useProblemText(): (problem: Pick<Problem, 'code' | 'body'>) => ProblemWords {
  const { t, i18n } = useTranslation();
  return ({ code, body }) => {
    const english = i18n.language === 'en';
    const say = (part: 'title' | 'detail' | 'nextStep'): string => {
      const key = `refusal.${code}.${part}`;
      if (english && body[part]) return body[part];
      if (!i18n.exists(key)) return body[part] ?? '';
      const text = t(key, { ...body.params });
      return text.includes('{{') ? body[part] ?? text.replace(/\{\{[^}]*\}\}/g, '…') : text;
    };
    return { title: say('title') || t('refusal.unknown'), detail: say('detail'), nextStep: say('nextStep') };
  };
}

/**
 * What to write at the fields that a refusal is about. A rule of the plant has a short name, its
 * sentence stands once in the notice; a form that does not fit its schema has a message per field.
 */
export function useFieldWords(): (problem: Problem | null) => Record<string, string[]> {
  const words = useProblemText();
  return (problem) => {
    if (!problem) return {};
    const fields = Object.entries(problem.fieldErrors);
    return fields.length === 1 ? Object.fromEntries(fields.map(([field]) => [field, [words(problem).title]])) : problem.fieldErrors;
  };
}
