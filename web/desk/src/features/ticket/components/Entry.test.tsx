import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Message } from '@/shared/api/types';
import { stage } from '@/testing/stage';
import { message, ticket } from '../cast';
import { Entry } from './Entry';

afterEach(cleanup);

const report = (name: string, address: string) =>
  message(2, { automatic: 'bounce', author: { kind: 'system', id: 0, name, address }, to: [{ address: 'support@rapport.example', name: '' }] });

const head = async (shown: Message) => {
  await stage(<Entry message={shown} ticket={ticket()} />);
  return screen.getByRole('article').querySelector('header')?.textContent ?? '';
};

test('a report says which machine it is from, and that it is one', async () => {
  const said = await head(report('Mail Delivery System', 'mailer-daemon@example.org'));
  expect(said).toContain('Mail Delivery System');
  expect(said).toContain('mailer-daemon@example.org');
  expect(said).toContain('Delivery report from a mail server');
});

test('a machine that does not say who it is is not this program', async () => {
  const said = await head(report('', ''));
  expect(said).toMatch(/^Mail server/);
  expect(said).not.toContain('Rapport');
});
