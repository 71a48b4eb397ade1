import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tickets, useTicketEntity } from '@/shared/store/tickets';
import { answering, stage } from '@/testing/stage';
import { askField } from '../asked';
import { ticket } from '../cast';
import { TicketFields } from './TicketFields';

let server: ReturnType<typeof answering>;
let number = 8000;

beforeEach(() => {
  server = answering(({ path, body }) => {
    if (path === '/teams') return [200, { items: [{ id: 7, name: 'Returns' }], next: null }];
    if (path.startsWith('/tickets/')) return [200, { ...tickets.confirmed(number), ...body, version: 2 }];
    return [200, { items: [], next: null }];
  });
});

afterEach(() => {
  cleanup();
  server.restore();
});

function Live({ id }: { id: number }) {
  const shown = useTicketEntity(id);
  return shown ? <TicketFields ticket={shown} /> : null;
}

async function fields() {
  const of = ticket({ id: ++number });
  tickets.put(of);
  await stage(<Live id={of.id} />);
  await waitFor(() => expect(server.calls.some(({ path }) => path === '/teams')).toBe(true));
  return of;
}

test('a ticket is moved to a team by key alone', async () => {
  const user = userEvent.setup();
  const of = await fields();
  act(() => askField(of.id, 'team'));
  await screen.findByRole('menuitem', { name: 'Returns' });
  await user.keyboard('ret');
  await waitFor(() => expect(screen.getAllByRole('menuitem')).toHaveLength(1));
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(server.calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ teamId: 7 }));
  expect(screen.queryByRole('menuitem')).toBeNull();
});

test('what was asked for of one ticket does not open at the next', async () => {
  await fields();
  act(() => askField(number - 1, 'priority'));
  expect(screen.queryByRole('menu')).toBeNull();
});

test('what is no tag is told so at once and stays to be mended', async () => {
  const user = userEvent.setup();
  const of = await fields();
  act(() => askField(of.id, 'tags'));
  const field = await screen.findByRole('searchbox', { name: 'Add tag' });
  await user.type(field, 'vip customer{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('without spaces and commas');
  expect((field as HTMLInputElement).value).toBe('vip customer');
  expect(server.calls.filter(({ method }) => method === 'PATCH')).toEqual([]);
  await user.clear(field);
  await user.type(field, 'vip-customer{Enter}');
  await waitFor(() => expect(server.calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ tags: [...of.tags, 'vip-customer'] }));
});
