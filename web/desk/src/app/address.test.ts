import { expect, test } from 'vitest';
import { ticketIn } from './address';

test.each([
  [undefined, null],
  ['1042', 1042],
  ['abc', undefined],
  ['1042x', undefined],
  ['-3', undefined],
  ['1e3', undefined],
  ['0', undefined],
])('the address %j names %j', (text, ticket) => expect(ticketIn(text)).toBe(ticket));
