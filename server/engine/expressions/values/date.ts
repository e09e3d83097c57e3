/** A calendar date, as `java.time.LocalDate`: proleptic Gregorian, years -999999999 … 999999999. */

import { JavaException } from './java-exception.ts';
import { Period } from './duration.ts';

const YEAR_MAX = 999_999_999;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 (the algorithm of Howard Hinnant's `days_from_civil`). */
function toEpochDay(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

export class LocalDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly epochDay: number;

  private constructor(year: number, month: number, day: number, epochDay: number) {
    this.year = year;
    this.month = month;
    this.day = day;
    this.epochDay = epochDay;
  }

  /** @throws JavaException for a date that does not exist. */
  static of(year: number, month: number, day: number): LocalDate {
    if (Math.abs(year) > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
      throw new JavaException('java.time.DateTimeException', `Invalid date '${year}-${month}-${day}'`);
    }
    return new LocalDate(year, month, day, toEpochDay(year, month, day));
  }

  static ofEpochDay(epochDay: number): LocalDate {
    const shifted = epochDay + 719_468;
    const era = Math.floor(shifted / 146_097);
    const dayOfEra = shifted - era * 146_097;
    const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
    const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
    const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
    const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
    const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    if (Math.abs(year) > YEAR_MAX) {
      throw new JavaException('java.time.DateTimeException', `Invalid value for EpochDay (valid values -365243219162 - 365241780471): ${epochDay}`);
    }
    return new LocalDate(year, month, dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1, epochDay);
  }

  /** Adds months; a day past the month's end becomes its last day. */
  plusPeriod(period: Period): LocalDate {
    const months = this.year * 12 + this.month - 1 + period.totalMonths;
    const year = Math.floor(months / 12);
    const month = months - year * 12 + 1;
    return LocalDate.of(year, month, Math.min(this.day, daysInMonth(year, month)));
  }

  plusDays(days: number): LocalDate {
    return days === 0 ? this : LocalDate.ofEpochDay(this.epochDay + days);
  }

  /** Whole months from this date to another. */
  monthsUntil(end: LocalDate): Period {
    let months = end.year * 12 + end.month - (this.year * 12 + this.month);
    const days = end.day - this.day;
    if (months > 0 && days < 0) months -= 1;
    else if (months < 0 && days > 0) months += 1;
    return Period.ofMonths(months);
  }

  /** Monday is 1. */
  get weekday(): number {
    return ((((this.epochDay + 3) % 7) + 7) % 7) + 1;
  }

  get dayOfYear(): number {
    return this.epochDay - toEpochDay(this.year, 1, 1) + 1;
  }

  /** ISO week of the week-based year. */
  get week(): number {
    const thursday = LocalDate.ofEpochDay(this.epochDay - this.weekday + 4);
    return Math.floor((thursday.dayOfYear - 1) / 7) + 1;
  }

  toString(): string {
    const size = Math.abs(this.year);
    const year = size < 1000 ? String(size).padStart(4, '0') : String(size);
    const sign = this.year < 0 ? '-' : this.year > 9999 ? '+' : '';
    return `${sign}${year}-${String(this.month).padStart(2, '0')}-${String(this.day).padStart(2, '0')}`;
  }
}
