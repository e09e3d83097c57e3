import { useCallback, useState } from 'react';

type Values = Record<string, unknown>;

const keyOf = (taskKey: string): string => `takt.draft.${taskKey}`;

function readDraft(taskKey: string): Values | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(taskKey)) ?? 'null') as Values | null;
  } catch {
    return null;
  }
}

/**
 * What somebody typed into a task, kept on this device until it is sent: a reload, an empty battery
 * or a lost network must not cost them their work.
 */
export function useDraft(taskKey: string, defaults: Values): { values: Values; restored: boolean; change: (values: Values) => void; forget: () => void } {
  const [kept] = useState(() => readDraft(taskKey));
  const [values, setValues] = useState<Values>(() => ({ ...defaults, ...kept }));
  const change = useCallback((next: Values) => {
    setValues(next);
    localStorage.setItem(keyOf(taskKey), JSON.stringify(next));
  }, [taskKey]);
  const forget = useCallback(() => localStorage.removeItem(keyOf(taskKey)), [taskKey]);
  return { values, restored: kept !== null, change, forget };
}
