import { describe, expect, test } from 'vitest';
import { parseWhen, presets } from './when';

/** A Tuesday, 14:20. */
const now = new Date(2026, 10, 24, 14, 20);
const local = (date: Date | null) =>
  date && `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()} ${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;

describe('parseWhen', () => {
  test.each([
    ['tue 9', '2026-12-1 9:00'],
    ['wed', '2026-11-25 9:00'],
    ['friday at 14:30', '2026-11-27 14:30'],
    ['Next Monday', '2026-11-30 9:00'],
    ['tomorrow', '2026-11-25 9:00'],
    ['tomorrow 8am', '2026-11-25 8:00'],
    ['today 18:00', '2026-11-24 18:00'],
    ['16:45', '2026-11-24 16:45'],
    ['9', '2026-11-25 9:00'],
    ['3pm', '2026-11-24 15:00'],
    ['12am', '2026-11-25 0:00'],
    ['in 3 days', '2026-11-27 9:00'],
    ['in 2 hours', '2026-11-24 16:20'],
    ['45 min', '2026-11-24 15:05'],
    ['in a week', '2026-12-1 9:00'],
    ['next week', '2026-11-30 9:00'],
    ['in 2 months', '2027-1-24 9:00'],
    ['2026-12-24', '2026-12-24 9:00'],
    ['2026-12-24 16:00', '2026-12-24 16:00'],
  ])('English: %s', (text, expected) => expect(local(parseWhen(text, now))).toBe(expected));

  test.each([
    ['di 9', '2026-12-1 9:00'],
    ['morgen', '2026-11-25 9:00'],
    ['morgen um 8 uhr', '2026-11-25 8:00'],
    ['übermorgen 10:15', '2026-11-26 10:15'],
    ['in 3 tagen', '2026-11-27 9:00'],
    ['in einer stunde', '2026-11-24 15:20'],
    ['freitag', '2026-11-27 9:00'],
    ['24.12.', '2026-12-24 9:00'],
    ['3.1.', '2027-1-3 9:00'],
    ['24.12.2026 um 16:00', '2026-12-24 16:00'],
    ['nächste woche', '2026-11-30 9:00'],
  ])('German: %s', (text, expected) => expect(local(parseWhen(text, now))).toBe(expected));

  test.each(['', 'soon', 'today 9', 'in 0 days', '25:00', '13pm', '31.2.2027', '2020-01-01', 'in 5000 days', 'tue 99', 'tomorrow maybe'])(
    '%j is no time to come',
    (text) => {
      expect(parseWhen(text, now)).toBeNull();
    },
  );

  test('a month after the 31st is the last day of the shorter month', () => {
    expect(local(parseWhen('in 1 month', new Date(2027, 0, 31, 10)))).toBe('2027-2-28 9:00');
  });

  test('is always later than now, for every minute of a day', () => {
    for (let minute = 0; minute < 24 * 60; minute += 7) {
      const at = new Date(2026, 10, 24, 0, minute);
      for (const text of ['9', '23:59', 'tue', 'tomorrow', 'in 1 hour']) expect(parseWhen(text, at)!.getTime()).toBeGreaterThan(at.getTime());
    }
  });
});

describe('presets', () => {
  test('are to come and in order of the day', () => {
    const all = presets(now);
    expect(all.map(({ id }) => id)).toEqual([
      'ticket.snooze.hour',
      'ticket.snooze.evening',
      'ticket.snooze.tomorrow',
      'ticket.snooze.monday',
      'ticket.snooze.week',
    ]);
    for (const { at } of all) expect(at > now).toBe(true);
  });

  test('this evening is not offered in the evening, nor Monday twice', () => {
    expect(presets(new Date(2026, 10, 24, 19)).some(({ id }) => id === 'ticket.snooze.evening')).toBe(false);
    expect(presets(new Date(2026, 10, 29, 10)).filter(({ id }) => /monday|tomorrow/.test(id))).toHaveLength(1);
  });
});
