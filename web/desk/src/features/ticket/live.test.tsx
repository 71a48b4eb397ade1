import { expect, test } from 'vitest';
import { presence, setPresence, visit } from './live';

const grace = { agent: { id: 102, name: 'Grace' }, state: 'typing' as const };

test('who else is here is known of the ticket that is shown, and of no other', () => {
  setPresence(1, [grace]);
  expect(presence.get()).toEqual({});
  const leave = visit(1);
  setPresence(1, [grace]);
  setPresence(2, [grace]);
  expect(presence.get()).toEqual({ 1: [grace] });
  leave();
  expect(presence.get()).toEqual({});
  setPresence(1, [grace]);
  expect(presence.get()).toEqual({});
});
