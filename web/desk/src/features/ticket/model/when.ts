import type { MessageId } from '@/shared/i18n/format';

export interface Preset {
  readonly id: MessageId;
  readonly at: Date;
}

const morning = 9;

function atTime(day: Date, hour: number, minute = 0): Date {
  const at = new Date(day);
  at.setHours(hour, minute, 0, 0);
  return at;
}

function addDays(day: Date, days: number): Date {
  const at = new Date(day);
  at.setDate(at.getDate() + days);
  return at;
}

/** Days until the next such weekday, never today. */
function until(now: Date, weekday: number): number {
  return (weekday - now.getDay() + 7) % 7 || 7;
}

export function presets(now: Date): Preset[] {
  const all: (Preset | null)[] = [
    { id: 'ticket.snooze.hour', at: new Date(now.getTime() + 3_600_000) },
    now.getHours() < 16 ? { id: 'ticket.snooze.evening', at: atTime(now, 18) } : null,
    { id: 'ticket.snooze.tomorrow', at: atTime(addDays(now, 1), morning) },
    now.getDay() === 0 ? null : { id: 'ticket.snooze.monday', at: atTime(addDays(now, until(now, 1)), morning) },
    { id: 'ticket.snooze.week', at: atTime(addDays(now, 7), morning) },
  ];
  return all.filter((preset) => preset !== null);
}

const weekdays = [
  ['sunday', 'sun', 'sonntag', 'so'],
  ['monday', 'mon', 'montag', 'mo'],
  ['tuesday', 'tue', 'tues', 'dienstag', 'di'],
  ['wednesday', 'wed', 'mittwoch', 'mi'],
  ['thursday', 'thu', 'thurs', 'donnerstag', 'do'],
  ['friday', 'fri', 'freitag', 'fr'],
  ['saturday', 'sat', 'samstag', 'sonnabend', 'sa'],
];

const units: readonly [RegExp, 'minute' | 'hour' | 'day' | 'week' | 'month'][] = [
  [/^(m|min|mins|minutes?|minuten?)$/, 'minute'],
  [/^(h|hrs?|hours?|std|stunden?)$/, 'hour'],
  [/^(d|days?|tage?n?|t)$/, 'day'],
  [/^(w|weeks?|wochen?)$/, 'week'],
  [/^(months?|monate?n?)$/, 'month'],
];

const numbers: Record<string, number> = { a: 1, an: 1, one: 1, ein: 1, eine: 1, einem: 1, einer: 1, two: 2, zwei: 2, three: 3, drei: 3 };

function time(text: string): { hour: number; minute: number } | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|uhr|h)?$/.exec(text);
  if (!found) return null;
  const half = found[3] === 'am' || found[3] === 'pm' ? found[3] : null;
  const raw = Number(found[1]);
  if (half && (raw < 1 || raw > 12)) return null;
  const hour = half ? (raw % 12) + (half === 'pm' ? 12 : 0) : raw;
  const minute = Number(found[2] ?? 0);
  return hour < 24 && minute < 60 ? { hour, minute } : null;
}

function duration(text: string, now: Date): Date | null {
  const found = /^(?:in\s+)?(\d+|[a-z]+)\s*([a-z]+)$/.exec(text);
  if (!found) return null;
  const count = /^\d+$/.test(found[1]!) ? Number(found[1]) : numbers[found[1]!];
  const unit = units.find(([words]) => words.test(found[2]!))?.[1];
  if (!count || count > 1000 || !unit) return null;
  if (unit === 'minute' || unit === 'hour') return new Date(now.getTime() + count * (unit === 'hour' ? 3_600_000 : 60_000));
  if (unit !== 'month') return atTime(addDays(now, count * (unit === 'week' ? 7 : 1)), morning);
  // The 31st and a month is the last day of the shorter month, not some day of the one after.
  const last = new Date(now.getFullYear(), now.getMonth() + count + 1, 0).getDate();
  return atTime(new Date(now.getFullYear(), now.getMonth() + count, Math.min(now.getDate(), last)), morning);
}

function day(word: string, now: Date): Date | null {
  if (['today', 'heute'].includes(word)) return now;
  if (['tomorrow', 'tmr', 'morgen'].includes(word)) return addDays(now, 1);
  if (['uebermorgen', 'übermorgen'].includes(word)) return addDays(now, 2);
  const weekday = weekdays.findIndex((names) => names.includes(word));
  if (weekday >= 0) return addDays(now, until(now, weekday));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(word);
  if (!iso && !german) return null;
  const [year, month, date] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : [Number(german![3] ?? now.getFullYear()), Number(german![2]), Number(german![1])];
  const at = new Date(year!, month! - 1, date);
  if (at.getMonth() !== month! - 1) return null;
  return german && !german[3] && atTime(at, 23, 59) < now ? new Date(year! + 1, month! - 1, date) : at;
}

/** Reads "tue 9", "in 3 days", "tomorrow 14:30", "morgen 8 uhr"; `null` when it is no time to come. */
export function parseWhen(text: string, now: Date): Date | null {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const future = (at: Date | null) => (at && at > now ? at : null);
  if (/^(next week|nächste woche|naechste woche)$/.test(words)) return atTime(addDays(now, until(now, 1)), morning);
  const alone = time(words);
  if (alone && /[:.]|am|pm|uhr|^\d{1,2}$/.test(words)) {
    const today = atTime(now, alone.hour, alone.minute);
    return today > now ? today : atTime(addDays(now, 1), alone.hour, alone.minute);
  }
  const after = duration(words, now);
  if (after) return future(after);
  const found = /^(?:on |am |next |nächsten )?(\S+?),?(?: (?:at |um )?(.+))?$/.exec(words);
  const date = found && day(found[1]!, now);
  if (!date) return null;
  const clock = found[2] ? time(found[2]) : { hour: morning, minute: 0 };
  return clock && future(atTime(date, clock.hour, clock.minute));
}
