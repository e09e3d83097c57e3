import { useSyncExternalStore } from 'react';

/** A value remembered on this device and shared by every component that asks for it. */
function remembered<T extends string>(name: string, fallback: () => T): { get: () => T; set: (value: T) => void; use: () => T } {
  const listeners = new Set<() => void>();
  let current: T = (localStorage.getItem(name) as T | null) ?? fallback();
  const set = (value: T): void => {
    current = value;
    localStorage.setItem(name, value);
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { get: () => current, set, use: () => useSyncExternalStore(subscribe, () => current) };
}

export type ThemeName = 'light' | 'dark' | 'contrast';
export type Language = 'en' | 'zh-CN';

export const theme = remembered<ThemeName>('takt.theme', () =>
  matchMedia('(prefers-contrast: more)').matches ? 'contrast' : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

export const language = remembered<Language>('takt.language', () => (navigator.language.startsWith('zh') ? 'zh-CN' : 'en'));

/** The work centre this device stands at; empty until somebody chose one. */
export const station = remembered<string>('takt.station', () => '');
