import { describe, expect, test } from 'vitest';
import { clock, message, ticket } from '../cast';
import { addAddresses, addresses, carriedCc, isAddress } from './recipients';

test.each(['ada@example.com', 'a.b+c@sub.example.org', 'ünï@exämple.de'])('%s is an address', (text) => expect(isAddress(text)).toBe(true));
test.each(['ada', 'ada@', '@example.com', 'a b@example.com', 'ada@example', 'ada@example.', `${'a'.repeat(250)}@example.com`])('%s is none', (text) =>
  expect(isAddress(text)).toBe(false),
);

test('takes what people paste', () => {
  expect(addresses('Ada <ada@example.com>, grace@example.com; nonsense\nlinus@example.com')).toEqual({
    valid: ['ada@example.com', 'grace@example.com', 'linus@example.com'],
    rest: 'nonsense',
  });
  expect(addresses(' ,; ')).toEqual({ valid: [], rest: '' });
});

test('nobody is copied twice, whatever the case', () => {
  expect(addAddresses(['ada@example.com'], ['ADA@example.com', 'grace@example.com'])).toEqual(['ada@example.com', 'grace@example.com']);
});

describe('Cc of an answer', () => {
  const ours = ['support@rapport.example'];
  const to = (...all: string[]) => ({ to: all.map((address) => ({ address, name: '' })) });
  const cc = (...all: string[]) => ({ cc: all.map((address) => ({ address, name: '' })) });

  test("is that of the customer's newest message", () => {
    const messages = [
      message(1, { at: clock(9), ...cc('old@example.com') }),
      message(2, { at: clock(11), ...cc('boss@example.com', 'LINUS@example.com') }),
      message(3, { kind: 'reply', at: clock(12), ...cc('other@example.com') }),
    ];
    expect(carriedCc(messages, ticket(), ours)).toEqual(['boss@example.com']);
  });

  test('is not that of a machine that reports', () => {
    const report = {
      automatic: 'bounce' as const,
      author: { kind: 'system' as const, id: 0, name: 'Mail Delivery System', address: 'mailer-daemon@example.org' },
    };
    const messages = [message(1, { at: clock(9), ...cc('boss@example.com') }), message(2, { at: clock(11), ...report, ...cc('eve@example.net') })];
    expect(carriedCc(messages, ticket(), ours)).toEqual(['boss@example.com']);
  });

  test('is who wrote last too, if that is not the contact', () => {
    const grace = { author: { kind: 'contact' as const, id: 302, name: 'Grace', address: 'grace@example.org' } };
    const messages = [message(1, { at: clock(9) }), message(2, { at: clock(11), ...grace, ...cc('Linus@example.com', 'boss@example.com') })];
    expect(carriedCc(messages, ticket(), ours)).toEqual(['grace@example.org', 'boss@example.com']);
  });

  test('is whom it was addressed to besides ourselves', () => {
    const sent = {
      ...to('Support+1007.x@rapport.example', 'bob@example.org', 'alice@example.org'),
      ...cc('eve@example.net', 'support@rapport.example'),
    };
    expect(carriedCc([message(1, sent)], ticket(), ours)).toEqual(['bob@example.org', 'alice@example.org', 'eve@example.net']);
  });

  test('is not an address that may be ours by an alias', () => {
    const sent = { ...to('hello@rapport.example', 'bob@example.org'), ...cc('eve@example.net') };
    expect(carriedCc([message(1, sent)], ticket(), ours)).toEqual(['eve@example.net']);
  });

  test('is nobody without a message of the customer', () => expect(carriedCc([], ticket(), ours)).toEqual([]));
});
