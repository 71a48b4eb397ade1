import { act, cleanup, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { tickets } from '@/shared/store/tickets';
import { answering, stage } from '@/testing/stage';
import { fact, message, ticket } from '../cast';
import { TicketPane } from './TicketPane';

let restore = () => {};
afterEach(() => {
  restore();
  cleanup();
});

const can = { edit: true, reply: false, note: false, assign: true };
const server = () => {
  const answers = answering(({ path }) => {
    const id = Number(path.split('/')[2]);
    const page = { ticket: ticket({ id, can }), messages: { items: [message(id)], next: null }, timeline: { items: [fact(9)], next: null } };
    return [200, path.endsWith('/page') ? page : { items: [], others: [], next: null }];
  });
  ({ restore } = answers);
  return answers;
};
const pane = (id: number) => <TicketPane id={id} onBack={() => {}} onDone={() => {}} />;

test('a ticket that nobody has looked at yet is one request', async () => {
  const { calls } = server();
  expect(tickets.get(71)).toBeUndefined();
  await stage(pane(71));
  await screen.findByText('Message 71');
  await screen.findByText(/New.*Open/);
  const reading = calls.map(({ path }) => path).filter((path) => /^\/tickets\/71(\/(page|messages|timeline))?$/.test(path));
  expect(reading).toEqual(['/tickets/71/page']);
});

test('whoever is in the thread stays in it when another ticket comes, and who is not is not put there', async () => {
  server();
  function Pane() {
    const [id, setId] = useState(72);
    next = () => act(() => setId((now) => now + 1));
    return pane(id);
  }
  let next = () => {};
  await stage(<Pane />);
  await screen.findByText('Message 72');
  next();
  await screen.findByText('Message 73');
  expect(document.activeElement).toBe(document.body);
  screen.getByRole('region', { name: 'Messages' }).focus();
  next();
  await screen.findByText('Message 74');
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Messages' }));
});
