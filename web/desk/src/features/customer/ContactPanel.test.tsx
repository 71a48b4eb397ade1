import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { answering, stage } from '@/testing/stage';
import { ContactPanel } from './ContactPanel';

let restore = () => {};
afterEach(() => {
  restore();
  cleanup();
});

test.each([5, 99])('ten other tickets are shown beside ticket %i', async (shown) => {
  const ids = Array.from({ length: 11 }, (_, index) => index + 1);
  const at = '2026-11-24T09:00:00Z';
  ({ restore } = answering(({ path }) =>
    path === '/tickets'
      ? [200, { items: ids.map((id) => ({ id, version: 1, subject: `Ticket ${id}`, status: 'open', updatedAt: at })), next: null }]
      : [200, { id: 301, name: 'Linus', handles: [], createdAt: at, zone: null, locale: null }],
  ));
  await stage(
    <ContactPanel contactId={301} ticketId={shown}>
      {null}
    </ContactPanel>,
  );
  await screen.findByText('Ticket 1');
  expect(screen.getAllByText(/^Ticket \d+$/)).toHaveLength(10);
  expect(screen.queryByText(`Ticket ${shown}`)).toBeNull();
});
