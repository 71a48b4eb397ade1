import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Ticket } from '@/shared/api/types';
import { listen } from '@/shared/keys/registry';
import { tickets, useTicketEntity } from '@/shared/store/tickets';
import { undoStack } from '@/shared/store/undo';
import { answering, stage } from '@/testing/stage';
import { ticket } from '../cast';
import { isMovedByMe } from '../moves';
import { Header } from './Header';

let server: ReturnType<typeof answering>;
let stop: () => void;

beforeEach(() => {
  server = answering(({ path, body }) => {
    const id = Number(path.split('/').at(-1));
    return path.startsWith('/tickets/') ? [200, { ...tickets.confirmed(id), ...body, version: 2 }] : [200, { items: [], next: null }];
  });
  stop = listen();
});

afterEach(() => {
  cleanup();
  server.restore();
  stop();
});

let number = 7000;

function Live({ id }: { id: number }) {
  const shown = useTicketEntity(id);
  return shown ? <Header ticket={shown} onBack={() => {}} onDone={() => {}} /> : null;
}

async function header(more: Partial<Ticket> = {}) {
  const of = ticket({ id: ++number, ...more });
  tickets.put(of);
  await stage(<Live id={of.id} />);
  return userEvent.setup();
}

const changes = () => server.calls.filter(({ method }) => method === 'PATCH').map(({ body }) => body);

test('the subject is changed by key alone, and the focus is where it was', async () => {
  const user = await header();
  screen.getByRole('button', { name: 'Change the subject' }).focus();
  await user.keyboard('{Enter}');
  const field = await screen.findByRole('textbox', { name: 'Subject' });
  expect(document.activeElement).toBe(field);
  await user.clear(field);
  await user.keyboard('The tent is dry{Enter}');
  await waitFor(() => expect(changes()).toEqual([{ subject: 'The tent is dry' }]));
  expect(screen.getByRole('heading').textContent).toBe('The tent is dry');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Change the subject' }));
});

test('Escape leaves the subject as it was', async () => {
  const user = await header();
  await user.dblClick(screen.getByRole('heading'));
  await user.keyboard('nonsense{Escape}');
  expect(screen.getByRole('heading').textContent).toBe('The tent leaks');
  expect(changes()).toEqual([]);
});

test('to take back the end of a new ticket opens it: it is not new a second time', async () => {
  const user = await header({ status: 'new' });
  await user.keyboard('e');
  await waitFor(() => expect(changes()).toEqual([{ status: 'solved' }]));
  undoStack.undo();
  await waitFor(() => expect(changes()[1]).toEqual({ status: 'open' }));
  expect(screen.getByText('Open')).toBeTruthy();
  expect(isMovedByMe(number)).toBe(true);
});

test('who may not change it has no button for it', async () => {
  await header({ can: { edit: false, reply: false, note: true, assign: false } });
  expect(screen.queryByRole('button', { name: 'Change the subject' })).toBeNull();
});
