import { expect, test } from 'vitest';
import { clock } from './cast';
import { isUnread } from './reads';

const updatedAt = clock(10);
const before = Date.parse(clock(9));
const after = Date.parse(clock(11));

test.each([
  [true, undefined, true],
  [true, before, true],
  [true, after, false],
  [false, undefined, false],
  [false, before, false],
  [false, 0, true],
  [undefined, undefined, false],
])('server says unread %s, seen at %s: %s', (unread, readAt, expected) => {
  expect(isUnread({ updatedAt, ...(unread === undefined ? {} : { unread }) }, readAt)).toBe(expected);
});
