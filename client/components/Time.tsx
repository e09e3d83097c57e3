import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNow } from '../api/live.ts';

const steps: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]];

function relative(at: number, now: number, lang: string): string {
  const format = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
  const difference = at - now;
  for (const [unit, ms] of steps) {
    if (Math.abs(difference) >= ms) return format.format(Math.trunc(difference / ms), unit);
  }
  return format.format(0, 'minute');
}

function exact(at: number, lang: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'long' }).format(at);
}

/** A moment: relative on the floor, exact with its zone on hover; older than a month it is a date. */
export function Time({ at, day = false }: { at: string | null | undefined; day?: boolean }) {
  const { i18n } = useTranslation();
  const now = useNow();
  const time = at ? Date.parse(at) : Number.NaN;
  if (!at || Number.isNaN(time)) return <span className="muted">–</span>;
  const far = Math.abs(time - now) > 30 * 86_400_000;
  const text = day || far ? new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(time) : relative(time, now, i18n.language);
  return <Tooltip title={exact(time, i18n.language)}><time className="nowrap" dateTime={at}>{text}</time></Tooltip>;
}
