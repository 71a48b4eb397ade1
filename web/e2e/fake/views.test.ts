import { expect, test } from 'vitest';
// @ts-expect-error the fake is plain JavaScript
import { highlight, inView, matches, page } from './views.mjs';

const ticket = {
  number: 1001,
  subject: 'The tent leaks',
  status: 'open',
  priority: 'high',
  tags: ['refund'],
  snoozedUntil: null,
  assignee: { id: 1 },
  team: { id: 2 },
  contact: { id: 3, name: 'Linus' },
  replyTo: 'linus@example.com',
};
const me = { id: 1, teamIds: [2] };

test('views', () => {
  expect(inView('mine', ticket, me)).toBe(true);
  expect(inView('my-teams', ticket, { id: 9, teamIds: [] })).toBe(false);
  expect(inView('unassigned', { ...ticket, assignee: null }, me)).toBe(true);
  expect(inView('open', { ...ticket, status: 'solved' }, me)).toBe(false);
  expect(inView('mine', { ...ticket, snoozedUntil: 'later' }, me)).toBe(false);
});

test('q', () => {
  for (const q of ['tent', 'contact:3 leaks', 'status:open tag:refund', '1001', 'linus@']) expect(matches(q, ticket)).toBe(true);
  for (const q of ['boat', 'contact:4', 'status:new tent']) expect(matches(q, ticket)).toBe(false);
});

test('highlights are escaped before they are marked', () => {
  expect(highlight('<b> tent', 'tent')).toBe('&lt;b&gt; <mark>tent</mark>');
});

test('pages end', () => {
  const query = new URLSearchParams({ limit: '2' });
  const first = page([1, 2, 3], query);
  expect(first).toEqual({ items: [1, 2], next: '2' });
  query.set('after', first.next);
  expect(page([1, 2, 3], query)).toEqual({ items: [3], next: null });
});
