import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { notices } from '@/shared/store/notices';
import { Toasts } from '@/shared/ui/Toasts';
import { answering, stage } from '@/testing/stage';
import { HeldMailPage } from './HeldMailPage';

let server: ReturnType<typeof answering>;
let held: { id: number; reason: string; subject: string }[] = [];

const refused = (status: number, code: string, errors?: object[]): [number, object] => [status, { code, status, title: '', errors }];

beforeEach(() => {
  notices.set([]);
  server = answering(({ method, path, body }) => {
    if (method === 'GET')
      return [200, { items: held.map((mail) => ({ ...mail, rawUrl: '', at: '2026-11-24T10:00:00Z', recoverable: true })), next: null }];
    const mail = held.find(({ id }) => path === `/held-messages/${id}/recovery`);
    if (!mail) return refused(409, 'not-held');
    if (mail.reason !== 'loop' && !body.from) return refused(409, 'no-sender');
    if (body.from === 'linus@example') return refused(422, 'invalid', [{ field: 'from', code: 'not-an-address', detail: '' }]);
    held = held.filter((other) => other !== mail);
    return [200, { ticketId: 1001 }];
  });
});

afterEach(() => {
  cleanup();
  server.restore();
});

const recoveries = () => server.calls.filter(({ method }) => method === 'POST').map(({ body }) => body);

/** By real keys: simulated ones hold on to the focus while the dialog gives it back. */
async function page(reason: string) {
  held = [{ id: 501, reason, subject: 'Where is my tent?' }];
  await stage(
    <>
      <HeldMailPage />
      <Toasts />
    </>,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Make a ticket' }));
  return user;
}

test('a mail that names nobody asks for the address, by keyboard alone', async () => {
  const user = await page('no-sender');
  const field = await screen.findByRole('textbox', { name: 'Address of the sender' });
  expect(document.activeElement).toBe(field);
  expect(recoveries()).toEqual([]);

  await user.keyboard('linus@example{Enter}');
  await screen.findByText('This is not an e-mail address.');
  expect(field.getAttribute('aria-invalid')).toBe('true');

  await user.keyboard('.com{Enter}');
  await screen.findByText('A ticket was made of it');
  expect(recoveries()).toEqual([{ from: 'linus@example' }, { from: 'linus@example.com' }]);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(screen.queryByText('Where is my tent?')).toBeNull());
});

test('Escape leaves it held', async () => {
  const user = await page('no-sender');
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(recoveries()).toEqual([]);
  screen.getByText('Where is my tent?');
});

test('what the server finds nobody in is asked for as well', async () => {
  const user = await page('unparseable');
  await screen.findByRole('dialog');
  await user.keyboard('linus@example.com{Enter}');
  await screen.findByText('A ticket was made of it');
  expect(recoveries()).toEqual([{}, { from: 'linus@example.com' }]);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('others become a ticket at once', async () => {
  await page('loop');
  await screen.findByText('A ticket was made of it');
  expect(recoveries()).toEqual([{}]);
});
