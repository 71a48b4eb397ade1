import { afterEach, beforeEach, expect, test } from 'vitest';
import { markRead, markUnread, readAt } from './reads';

const key = 'rapport-read';
const clear = () => {
  localStorage.removeItem(key);
  dispatchEvent(new StorageEvent('storage', { key }));
};
beforeEach(clear);
afterEach(clear);

/** What the browser does in this tab when another one has written. */
function elsewhere(marks: Record<number, number>): void {
  localStorage.setItem(key, JSON.stringify(marks));
  dispatchEvent(new StorageEvent('storage', { key }));
}

test('a mark of another tab is seen here', () => {
  markUnread(1);
  elsewhere({ 1: 5 });
  expect(readAt(1)).toBe(5);
});

test('a mark of this tab does not undo one of another that it has not heard of yet', () => {
  markRead(1);
  localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)!), 2: 0 }));
  markUnread(3);
  expect(readAt(2)).toBe(0);
  expect(JSON.parse(localStorage.getItem(key)!)).toMatchObject({ 2: 0, 3: 0 });
});
