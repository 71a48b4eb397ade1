import { QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';
import { queries } from '@/shared/api/queries';
import type { Message } from '@/shared/api/types';
import { answering } from '@/testing/stage';
import { messagesKey, prefetch, putMessage, readCounts, renewMessages, shorten, tellCounts, ticketKey, timelineKey } from './api';
import { fact, message, ticket } from './cast';

let restore = () => {};
afterEach(() => {
  restore();
  queries.clear();
});

/** A server whose answer about the views is under way when `during` happens. */
function counting(during: () => void) {
  ({ restore } = answering(() => {
    during();
    return [
      200,
      {
        items: [
          { key: 'mine', count: 3 },
          { key: 'open', count: 9 },
        ],
        next: null,
      },
    ];
  }));
}

test('a count that the stream told is not undone by an answer that is older', async () => {
  counting(() => tellCounts({ mine: 4 }));
  expect(await readCounts()).toEqual({ mine: 4, open: 9 });
});

test('an answer that was asked for after it counts', async () => {
  counting(() => {});
  tellCounts({ mine: 4 });
  expect(queries.getQueryData(['views'])).toEqual({ mine: 4 });
  expect(await readCounts()).toEqual({ mine: 3, open: 9 });
});

type Kept = { pages: { items: Message[]; next: string | null }[]; pageParams: (string | null)[] };

function conversation(id: number): () => number[][] {
  const all = [
    { items: [message(4), message(3)], next: '3' },
    { items: [message(2), message(1)], next: null },
  ];
  queries.setQueryData<Kept>(messagesKey(id), { pages: all, pageParams: [null, '3'] });
  return () => queries.getQueryData<Kept>(messagesKey(id))!.pages.map(({ items }) => items.map((one) => one.id));
}

test('a long thread on the screen reads its newest page again and no other', async () => {
  const server = answering(() => [200, { items: [message(5), message(4)], next: '4' }]);
  ({ restore } = server);
  const shown = conversation(61);
  const watching = queries.getQueryCache().find({ queryKey: messagesKey(61) })!;
  const observer = new QueryObserver(queries, { queryKey: messagesKey(61), staleTime: Number.POSITIVE_INFINITY });
  const leave = observer.subscribe(() => {});
  expect(watching.isActive()).toBe(true);
  await renewMessages(61);
  leave();
  expect(shown()).toEqual([
    [5, 4, 3],
    [2, 1],
  ]);
  expect(server.calls).toHaveLength(1);
});

test('what must be read again still must after an own message was put in, and begins at the newest page', async () => {
  const shown = conversation(62);
  await queries.invalidateQueries({ queryKey: messagesKey(62) });
  putMessage(62, message(5));
  shorten(62);
  expect(shown()).toEqual([[5, 4, 3]]);
  expect(queries.getQueryState(messagesKey(62))?.isInvalidated).toBe(true);
});

test('a ticket opens with one request, and of an open one only the part is read that changed', async () => {
  const items = [message(1)];
  const page = { ticket: ticket({ id: 63 }), messages: { items, next: null }, timeline: { items: [fact(9)], next: null } };
  const server = answering(({ path }) => [200, path.endsWith('/page') ? page : { items: [message(2), message(1)], next: null }]);
  ({ restore } = server);
  prefetch([63]);
  await expect.poll(() => queries.getQueryData<Kept>(messagesKey(63))?.pages[0]?.items).toHaveLength(1);
  expect(queries.getQueryData(ticketKey(63))).toMatchObject({ id: 63 });
  expect(queries.getQueryData(timelineKey(63))).toHaveLength(1);
  await queries.refetchQueries({ queryKey: messagesKey(63), type: 'all' });
  expect(queries.getQueryData<Kept>(messagesKey(63))?.pages[0]?.items).toHaveLength(2);
  expect(server.calls.map(({ path }) => path)).toEqual(['/tickets/63/page', '/tickets/63/messages']);
});
