import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FieldError } from '@/shared/api/problems';
import { listen } from '@/shared/keys/registry';
import { answering, stage } from '@/testing/stage';
import { SearchPage } from './SearchPage';

let restore: () => void;
let stop: () => void;
let failing = false;
let unclear: FieldError[] = [];
let calls: unknown[];

const ticket = (id: number) => ({
  id,
  number: id,
  subject: `Tent ${id}`,
  status: 'open',
  contact: { name: 'Linus' },
  updatedAt: '2026-11-24T10:00:00Z',
});

beforeEach(() => {
  failing = false;
  unclear = [];
  ({ restore, calls } = answering(() =>
    unclear.length
      ? [422, { code: 'invalid', status: 422, title: '', errors: unclear }]
      : failing
        ? [500, { code: 'unexpected', status: 500, title: '' }]
        : [200, { items: [1, 2].map((id) => ({ ticket: ticket(id), highlights: [] })), next: null }],
  ));
  stop = listen();
});

afterEach(() => {
  cleanup();
  restore();
  stop();
});

const focused = () => document.activeElement?.textContent ?? '';

test('arrows, J and K go from the field through the hits and back', async () => {
  const user = userEvent.setup();
  await stage(<SearchPage q="tent" />);
  await screen.findByText('Tent 1');
  expect(document.title).toBe('Search: tent – Rapport');
  const field = screen.getByRole('searchbox');
  field.focus();
  await user.keyboard('{ArrowDown}');
  expect(focused()).toContain('Tent 1');
  await user.keyboard('{ArrowDown}');
  expect(focused()).toContain('Tent 2');
  await user.keyboard('j');
  expect(focused()).toContain('Tent 2');
  await user.keyboard('k{ArrowUp}');
  expect(document.activeElement).toBe(field);
});

test('a search that failed can be tried again', async () => {
  const user = userEvent.setup();
  failing = true;
  await stage(<SearchPage q="tent" />);
  const again = await screen.findByRole('button', { name: 'Try again' }, { timeout: 15_000 });
  failing = false;
  await user.click(again);
  await screen.findByText('Tent 1');
}, 20_000);

test('a search that is not understood says what and where, and is not tried again', async () => {
  unclear = [{ field: 'q', code: 'unknown-choice', detail: 'At character 8: foo', params: { character: 8, text: 'foo' } }];
  await stage(<SearchPage q="status:foo" />);
  await screen.findByText('This search is not understood', {}, { timeout: 15_000 });
  expect(screen.getByText(/Please choose one of the list/).textContent).toContain('At character 8: “foo”');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  expect(calls).toHaveLength(1);
}, 20_000);
