import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ticket } from './cast';
import { markRead, markUnread, useReading, useUnread, wentOn, wrote } from './reads';

const key = 'rapport-messages-read';
const clear = () => {
  localStorage.removeItem(key);
  dispatchEvent(new StorageEvent('storage', { key }));
};
beforeEach(clear);
afterEach(() => {
  cleanup();
  clear();
});

const unread = (of: ReturnType<typeof ticket>) => renderHook(() => useUnread(of)).result.current;
const open = (of: ReturnType<typeof ticket>) => renderHook((now) => useReading(now), { initialProps: of });

/** What the browser does in this tab when another one has written. */
function elsewhere(marks: Record<number, number>): void {
  localStorage.setItem(key, JSON.stringify(marks));
  dispatchEvent(new StorageEvent('storage', { key }));
}

test('a mark of another tab is seen here', () => {
  markUnread(ticket({ id: 1 }));
  elsewhere({ 1: 5 });
  expect(unread(ticket({ id: 1, messageCount: 5 }))).toBe(false);
});

test('a mark of this tab does not undo one of another that it has not heard of yet', () => {
  markRead(ticket({ id: 1 }));
  localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)!), 2: 0 }));
  markUnread(ticket({ id: 3 }));
  expect(unread(ticket({ id: 2 }))).toBe(true);
  expect(JSON.parse(localStorage.getItem(key)!)).toMatchObject({ 2: 0, 3: 0 });
});

test('what was never opened here is unread while it is new', () => {
  expect(unread(ticket({ id: 1, status: 'new' }))).toBe(true);
  expect(unread(ticket({ id: 1, status: 'open' }))).toBe(false);
});

test('an open ticket is read at once, and what comes while it is open too', () => {
  const { rerender, unmount } = open(ticket({ id: 1, status: 'new' }));
  expect(unread(ticket({ id: 1, status: 'new' }))).toBe(false);
  rerender(ticket({ id: 1, messageCount: 2 }));
  expect(unread(ticket({ id: 1, messageCount: 2 }))).toBe(false);
  unmount();
  expect(unread(ticket({ id: 1, messageCount: 3 }))).toBe(true);
});

test('another tab that has read further is not undone by what this one has not heard of yet', () => {
  const { rerender } = open(ticket({ id: 1, messageCount: 2 }));
  act(() => elsewhere({ 1: 5 }));
  rerender(ticket({ id: 1, messageCount: 3 }));
  expect(unread(ticket({ id: 1, messageCount: 5 }))).toBe(false);
});

test('what was marked as unread stays so until it is opened again', () => {
  const { rerender, unmount } = open(ticket({ id: 1 }));
  act(() => markUnread(ticket({ id: 1 })));
  rerender(ticket({ id: 1, messageCount: 2 }));
  expect(unread(ticket({ id: 1, messageCount: 2 }))).toBe(true);
  unmount();
  open(ticket({ id: 1, messageCount: 2 }));
  expect(unread(ticket({ id: 1, messageCount: 2 }))).toBe(false);
});

test("a customer's answer makes unread what was read, or never opened here", () => {
  markRead(ticket({ id: 1 }));
  for (const id of [1, 2]) wentOn(ticket({ id }), 2, false);
  for (const id of [1, 2]) expect(unread(ticket({ id, messageCount: 2 }))).toBe(true);
});

test('what I wrote is read, though nobody tells of it, and hides nothing that came in meanwhile', () => {
  markRead(ticket({ id: 1, messageCount: 3 }));
  wrote(ticket({ id: 1, messageCount: 3 }));
  expect(unread(ticket({ id: 1, messageCount: 4 }))).toBe(false);
  wrote(ticket({ id: 1, messageCount: 3 }));
  expect(unread(ticket({ id: 1, messageCount: 5 }))).toBe(true);
});

test('what an agent writes or takes back does not, and does not hide what a customer wrote before', () => {
  markRead(ticket({ id: 1, messageCount: 3 }));
  wentOn(ticket({ id: 1, messageCount: 3 }), 4, true);
  expect(unread(ticket({ id: 1, messageCount: 4 }))).toBe(false);
  wentOn(ticket({ id: 1, messageCount: 4 }), 3, true);
  wentOn(ticket({ id: 1, messageCount: 3 }), 4, false);
  expect(unread(ticket({ id: 1, messageCount: 4 }))).toBe(true);
  wentOn(ticket({ id: 1, messageCount: 4 }), 5, true);
  expect(unread(ticket({ id: 1, messageCount: 5 }))).toBe(true);
});
