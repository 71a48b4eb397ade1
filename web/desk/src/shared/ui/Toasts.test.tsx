import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stage } from '@/testing/stage';
import { Refused } from '../api/problems';
import { listen } from '../keys/registry';
import { notices } from '../store/notices';
import { undoStack } from '../store/undo';
import { Toasts } from './Toasts';

let stop: () => void;
beforeEach(() => {
  stop = listen();
  notices.set([]);
});
afterEach(() => {
  cleanup();
  stop();
});

function sending(seconds = 10) {
  const undo = vi.fn();
  const until = Date.now() + seconds * 1000;
  undoStack.push({ id: 'letter', undo, until });
  act(() => notices.show({ id: 'send/1', tone: 'done', text: { id: 'ticket.sending', values: { number: '1007' } }, undo: { id: 'letter', until } }));
  return undo;
}

test('names the ticket and counts down', async () => {
  await stage(<Toasts />);
  sending(3);
  expect(screen.getByRole('status').textContent).toBe('Sending your reply to #1007');
  expect(screen.getByText('3')).toBeTruthy();
  await waitFor(() => screen.getByText('2'), { timeout: 2000 });
});

test('Z takes it back, and the toast is gone', async () => {
  await stage(<Toasts />);
  const undo = sending();
  await userEvent.keyboard('z');
  expect(undo).toHaveBeenCalledOnce();
  expect(screen.queryByText(/Sending/)).toBeNull();
});

test('so does its button', async () => {
  await stage(<Toasts />);
  const undo = sending();
  await userEvent.click(screen.getByRole('button', { name: /Undo/ }));
  expect(undo).toHaveBeenCalledOnce();
});

test('goes by itself when the time is over', async () => {
  await stage(<Toasts />);
  sending(1);
  await waitFor(() => expect(notices.get()).toHaveLength(0), { timeout: 3000 });
});

test('Z stands at the one that it takes back, which is the newest', async () => {
  await stage(<Toasts />);
  sending();
  const until = Date.now() + 8000;
  undoStack.push({ id: 'solved', undo: vi.fn(), until });
  act(() => notices.show({ id: 'solve/1', tone: 'done', text: { id: 'desk.saved' }, undo: { id: 'solved', until } }));
  const [first, second] = screen.getAllByRole('button', { name: /Undo/ });
  expect([first?.textContent, second?.textContent]).toEqual(['Undo', 'UndoZ']);
  await userEvent.keyboard('z');
  expect(screen.getByRole('button', { name: /Undo/ }).textContent).toBe('UndoZ');
});

test('what would be refused again is not offered again', async () => {
  await stage(<Toasts />);
  const error = new Refused({ type: 'about:blank', title: 'x', status: 403, code: 'forbidden' });
  act(() => notices.show({ id: 'a', tone: 'error', text: { id: 'desk.not-saved', error }, action: { id: 'desk.retry', run: vi.fn() } }));
  expect(screen.getByRole('alert').textContent).toContain('You may not do this.');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('a failure says why, stays and offers another try', async () => {
  await stage(<Toasts />);
  const again = vi.fn();
  const error = new Refused({ type: 'about:blank', title: 'x', status: 503, code: 'database-away' });
  act(() => notices.show({ id: 'a', tone: 'error', text: { id: 'desk.not-saved', error }, action: { id: 'desk.retry', run: again } }));
  expect(screen.getByRole('alert').textContent).toContain('The database does not answer');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(again).toHaveBeenCalledOnce();
  expect(notices.get()).toHaveLength(0);
});

test('a conflict names the field and what it is now', async () => {
  await stage(<Toasts />);
  act(() =>
    notices.show({
      id: 'a',
      tone: 'error',
      text: { id: 'desk.conflict', fields: ['status', 'assignee'], current: { status: 'pending', assignee: { id: 1, name: 'Grace' } } },
    }),
  );
  expect(screen.getByRole('alert').textContent).toBe('Somebody else was faster. It is now Status: Pending, Assignee: Grace');
});

test('an unknown code falls back to what the server says', async () => {
  await stage(<Toasts />);
  const error = new Refused({ type: 'about:blank', title: 'x', status: 409, code: 'brand-new', detail: 'The moon is full.' });
  act(() => notices.show({ id: 'a', tone: 'error', text: { id: 'desk.not-saved', error } }));
  expect(screen.getByRole('alert').textContent).toContain('The moon is full.');
});

test('three at most', async () => {
  await stage(<Toasts />);
  act(() => {
    for (const id of ['a', 'b', 'c', 'd']) notices.show({ id, tone: 'done', text: { id: 'desk.saved' } });
  });
  expect(screen.getAllByRole('listitem')).toHaveLength(3);
});
