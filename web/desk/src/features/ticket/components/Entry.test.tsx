import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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

const acknowledgement = (more: Partial<Message> = {}) =>
  message(3, { kind: 'auto', automatic: 'auto-reply', author: { kind: 'system', id: 0, name: '', address: null }, ...more });

test('what nobody wrote is one line that opens', async () => {
  const user = userEvent.setup();
  await stage(<Entry message={acknowledgement()} ticket={ticket()} />);
  const line = screen.getByRole('button', { name: /^Automatic reply to Support/, expanded: false });
  expect(screen.queryByText('Message 3')).toBeNull();
  line.focus();
  await user.keyboard('{Enter}');
  expect(line.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByText('Message 3')).toBeTruthy();
});

test('what did not arrive says so once, and also in a line that is closed', async () => {
  const recipients = [{ address: 'linus@example.com', state: 'failed' as const, reason: 'no such user' }];
  await stage(<Entry message={acknowledgement({ delivery: { state: 'failed', reason: null, sendAt: null, recipients } })} ticket={ticket()} />);
  expect(screen.getByRole('article').textContent?.match(/Not delivered/g)).toHaveLength(1);
  expect(screen.getByText('linus@example.com')).toBeTruthy();
});
