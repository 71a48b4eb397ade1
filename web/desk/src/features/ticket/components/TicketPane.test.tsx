import { cleanup, screen } from '@testing-library/react';
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

test('a ticket that nobody has looked at yet is one request', async () => {
  const page = {
    ticket: ticket({ id: 71, can: { edit: true, reply: false, note: false, assign: true } }),
    messages: { items: [message(1)], next: null },
    timeline: { items: [fact(9)], next: null },
  };
  const server = answering(({ path }) => [200, path.endsWith('/page') ? page : { items: [], others: [], next: null }]);
  ({ restore } = server);
  expect(tickets.get(71)).toBeUndefined();
  await stage(<TicketPane id={71} onBack={() => {}} onDone={() => {}} />);
  await screen.findByText('Message 1');
  await screen.findByText(/New.*Open/);
  const reading = server.calls.map(({ path }) => path).filter((path) => /^\/tickets\/71(\/(page|messages|timeline))?$/.test(path));
  expect(reading).toEqual(['/tickets/71/page']);
});
