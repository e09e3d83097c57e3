const ZONED = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))(\[[^\]]+\])?$/i;
const OFFSET_HOURS_MAX = 18;

/** An ISO 8601 date and time with an offset, each part within its range; what Java's ZonedDateTime reads. */
export function isZonedDateTime(text: string): boolean {
  const match = ZONED.exec(text);
  if (match === null) return false;
  const [year, month, day, hour, minute, second, offsetHours, offsetMinutes] = match.slice(1, 9).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number, number];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const dateIs = month >= 1 && month <= 12 && day >= 1 && day <= lastDay;
  const timeIs = hour < 24 && minute < 60 && second < 60;
  const offsetIs = offsetMinutes < 60 && offsetHours * 60 + offsetMinutes <= OFFSET_HOURS_MAX * 60;
  return dateIs && timeIs && offsetIs;
}
