import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../api/types.ts';
import { Time } from './Time.tsx';

function codeOf(entry: HistoryEntry): { code: string; params: Record<string, unknown> } {
  if (entry.text && typeof entry.text === 'object') return { code: entry.text.code, params: entry.text.params ?? {} };
  return { code: entry.code ?? entry.kind ?? '', params: entry.params ?? {} };
}

/** Plain parameters as words, for events whose sentence the client does not know. */
function listParams(params: Record<string, unknown>): string {
  return Object.values(params).filter((value) => typeof value === 'string' || typeof value === 'number').join(' · ');
}

/** What happened, newest first, with who did it. */
export function History({ entries }: { entries: readonly HistoryEntry[] | undefined }) {
  const { t, i18n } = useTranslation();
  const sentence = (entry: HistoryEntry): string => {
    if (typeof entry.text === 'string') return entry.text;
    const { code, params } = codeOf(entry);
    const key = `history.${code}`;
    const decided = typeof params['disposition'] === 'string' ? { disposition: t(`disposition.${params['disposition']}`) } : {};
    return i18n.exists(key) ? t(key, { ...params, ...decided }) : [code, listParams(params)].filter(Boolean).join(': ');
  };
  if (!entries?.length) return <p className="muted">{t('history.none')}</p>;
  const sorted = [...entries].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Timeline
      items={sorted.map((entry, index) => ({
        key: index,
        content: (
          <div data-testid="history-entry" data-code={codeOf(entry).code}>
            <div>{sentence(entry)}</div>
            <div className="muted"><Time at={entry.at} />{whoOf(entry) ? ` · ${whoOf(entry) === 'system' ? t('history.system') : whoOf(entry)}` : ''}</div>
          </div>
        ),
      }))}
    />
  );
}

function whoOf(entry: HistoryEntry): string {
  return entry.person ?? entry.personId ?? '';
}
