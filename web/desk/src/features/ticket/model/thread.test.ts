import { describe, expect, test } from 'vitest';
import { clock, fact, message, pendingMessage } from '../cast';
import { isShown, thread, unseen } from './thread';

const types = (items: ReturnType<typeof thread>) => items.map(({ type }) => type);

describe('thread', () => {
  test('puts messages and facts in one line of time', () => {
    const items = thread([message(2, { at: clock(10, 30) }), message(1, { at: clock(9) })], [fact(1, { at: clock(10) })], [], true);
    expect(types(items)).toEqual(['day', 'message', 'events', 'message']);
  });

  test('facts between two messages stand together', () => {
    const items = thread(
      [message(1, { at: clock(9) })],
      [fact(1, { at: clock(10) }), fact(2, { at: clock(11) }), fact(3, { at: clock(12) })],
      [],
      true,
    );
    const last = items.at(-1);
    expect(last?.type === 'events' && last.events.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test('a new day has its own line', () => {
    expect(types(thread([message(1, { at: clock(9, 0, 1) }), message(2, { at: clock(9, 0, 2) })], [], [], true))).toEqual([
      'day',
      'message',
      'day',
      'message',
    ]);
  });

  test('while older messages are not loaded, older facts wait too', () => {
    const facts = [fact(1, { at: clock(8) }), fact(2, { at: clock(10) })];
    expect(types(thread([message(1, { at: clock(9) })], facts, [], false))).toEqual(['day', 'message', 'events']);
    expect(thread([], facts, [], false)).toEqual([]);
  });

  test("the server's echo takes the place of the pending message", () => {
    const waiting = pendingMessage('abc');
    expect(types(thread([], [], [waiting], true))).toEqual(['pending']);
    expect(types(thread([message(1, { clientMessageId: 'abc' })], [], [waiting], true))).toEqual(['day', 'message']);
  });
});

test('facts that a message already shows are silent', () => {
  for (const type of ['ticket.message-added', 'ticket.message-released', 'channel.delivery-recorded', 'ticket.draft-saved'])
    expect(isShown(fact(1, { type }))).toBe(false);
  for (const type of ['ticket.status-changed', 'ticket.assigned', 'ticket.woken']) expect(isShown(fact(1, { type }))).toBe(true);
});

test('unseen are messages that came since, except my own', () => {
  const mine = message(3, { author: { kind: 'agent', id: 101, name: 'Ada', address: null } });
  const colleague = message(4, { author: { kind: 'agent', id: 102, name: 'Grace', address: null } });
  expect(unseen([message(1), message(2), mine, colleague], new Set([1]), 101).map(({ id }) => id)).toEqual([2, 4]);
});
