import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { bootstrap } from '@/shared/api/me';
import { ada, stage } from '@/testing/stage';
import { AdminFrame } from './AdminFrame';

afterEach(cleanup);

test.each([
  [ada.permissions, ['Agents', 'Teams', 'Mailboxes', 'Held mail']],
  [
    ['agent-view', 'channel-view'],
    ['Agents', 'Teams', 'Mailboxes'],
  ],
  [['agent-view'], ['Agents', 'Teams']],
])('who may %j is offered %j', async (permissions, pages) => {
  const root = createRootRoute({ component: () => <AdminFrame>{null}</AdminFrame> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: ['/'] }) });
  function Page() {
    bootstrap.update((now) => now && { ...now, me: { ...ada, permissions } });
    return <RouterProvider router={router as never} />;
  }
  await stage(<Page />);
  await screen.findByRole('link', { name: 'Agents' });
  expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(pages);
});
