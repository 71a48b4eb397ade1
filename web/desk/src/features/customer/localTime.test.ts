import { expect, test } from 'vitest';
import { localTime } from './localTime';

const noon = new Date('2026-11-24T12:00:00Z');

test.each([
  ['Europe/Oslo', '13:00'],
  ['Asia/Kolkata', '17:30'],
  [null, null],
  ['Nowhere/Land', null],
])('in %s', (zone, expected) => expect(localTime(zone, noon)).toBe(expected));
