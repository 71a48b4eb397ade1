import { createIntl } from 'react-intl';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadMessages } from '@/shared/i18n/Language';
import { fact } from '../cast';
import { factWords, nameOf } from './facts';

let english: ReturnType<typeof createIntl>;
let german: ReturnType<typeof createIntl>;
beforeAll(async () => {
  english = createIntl({ locale: 'en', messages: await loadMessages('en') });
  german = createIntl({ locale: 'de', messages: await loadMessages('de') });
});

describe('a fact in words', () => {
  test('names old and new value in the language of the reader', () => {
    expect(factWords(english, fact(1))).toBe('Status New → Open by Grace');
    expect(factWords(german, fact(1))).toBe('Status Neu → Offen von Grace');
  });

  test('enums may come as the server writes constants', () => {
    expect(factWords(english, fact(1, { data: { before: 'OPEN', after: 'ON_HOLD' } }))).toBe('Status Open → On hold by Grace');
  });

  test('resolves ids by the names beside them', () => {
    const assigned = fact(1, { type: 'ticket.assigned', data: { before: null, after: 101 }, names: { 'agent:101': 'Ada' } });
    expect(factWords(english, assigned)).toBe('Grace assigned it to Ada');
  });

  test('says why a ticket came back', () => {
    expect(factWords(english, fact(1, { type: 'ticket.woken', data: { why: 'CUSTOMER_WROTE' } }))).toBe('Back from snooze: the customer wrote');
    expect(factWords(english, fact(1, { type: 'ticket.woken', data: { why: 'time' } }))).toBe('Back from snooze, as planned');
    expect(factWords(english, fact(1, { type: 'ticket.woken', data: {} }))).toBe('Grace woke it');
  });

  test('what a mail did says so', () => {
    const actor = { kind: 'system', id: 0, name: null, via: 'email' };
    expect(factWords(english, fact(1, { type: 'ticket.opened', data: {}, actor }))).toBe('Opened by a mail');
    const data = { before: 'pending', after: 'open', why: 'customer-wrote' };
    expect(factWords(english, fact(1, { type: 'ticket.status-changed', data, actor }))).toBe('Status Pending → Open: the customer wrote');
  });

  test('one that is not worded yet is still shown', () => {
    expect(factWords(english, fact(1, { type: 'ticket.something-new', data: {} }))).toBe('Grace: something new');
  });

  test('an actor without a name is named by kind', () => {
    expect(factWords(english, fact(1, { type: 'ticket.opened', data: {}, actor: { kind: 'contact', id: 0, name: null, via: null } }))).toBe(
      'Opened by The customer',
    );
    expect(factWords(english, fact(1, { type: 'ticket.opened', data: {}, actor: { kind: 'martian', id: 0, name: null, via: null } }))).toBe(
      'Opened by Rapport',
    );
  });
});

test('a name is found by kind and id', () => {
  expect(nameOf({ 'agent:7': 'Ada', 'team:7': 'Returns' }, 'agent', 7)).toBe('Ada');
  expect(nameOf({}, 'agent', 7)).toBe(null);
});
