import { useEffect, useSyncExternalStore } from 'react';
import { type IntlShape, useIntl } from 'react-intl';
import { Cell } from '../store/cell';

/** One for all languages: the gutter has no room for "p.m.", and two on one screen confuse. */
const hourCycle = 'h23';
const minute = new Cell(Math.floor(Date.now() / 60_000));
let ticking = false;

function useMinute(): void {
  useSyncExternalStore(minute.subscribe, minute.get);
  useEffect(() => {
    if (ticking) return;
    ticking = true;
    setInterval(() => minute.set(Math.floor(Date.now() / 60_000)), 5000);
  }, []);
}

/** "2m", "3h", "4d", then the date: what fits a row's corner. */
export function shortAge(intl: IntlShape, at: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 60_000));
  const unit = (value: number, name: 'minute' | 'hour' | 'day') => intl.formatNumber(value, { style: 'unit', unit: name, unitDisplay: 'narrow' });
  if (minutes < 60) return unit(minutes, 'minute');
  if (minutes < 24 * 60) return unit(Math.floor(minutes / 60), 'hour');
  if (minutes < 7 * 24 * 60) return unit(Math.floor(minutes / 1440), 'day');
  const sameYear = at.getFullYear() === now.getFullYear();
  return intl.formatDate(at, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
}

export function Time({ at, form = 'full' }: { at: string; form?: 'age' | 'clock' | 'full' | 'date' | 'month' }) {
  const intl = useIntl();
  useMinute();
  const date = new Date(at);
  const full = intl.formatDate(date, { dateStyle: 'medium', timeStyle: 'short', hourCycle });
  const text = {
    age: () => shortAge(intl, date, new Date()),
    clock: () => intl.formatTime(date, { hour: '2-digit', minute: '2-digit', hourCycle }),
    date: () => intl.formatDate(date, { weekday: 'short', day: 'numeric', month: 'short' }),
    month: () => intl.formatDate(date, { month: 'short', year: 'numeric' }),
    full: () => full,
  }[form]();
  return (
    <time dateTime={at} title={full} className="ltr">
      {text}
    </time>
  );
}

export function fileSize(intl: IntlShape, bytes: number): string {
  const [value, unit] = bytes < 1000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return intl.formatNumber(value, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && unit !== 'byte' ? 1 : 0,
  });
}
