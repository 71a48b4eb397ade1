import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drafts } from '@/shared/store/draftStore';
import type { DraftContent } from '@/shared/store/drafts';
import { tickets } from '@/shared/store/tickets';
import { answering } from '@/testing/stage';
import { ticket } from './cast';
import { send } from './sending';

let server: ReturnType<typeof answering>;

beforeEach(() => {
  server = answering(({ method, path }) =>
    method === 'POST' && path.endsWith('/messages') ? [500, { code: 'internal', status: 500, title: '' }] : [204],
  );
});

afterEach(() => server.restore());

test('what was written is no draft any more once it is sent, also by what the row says', async () => {
  const of = ticket({ id: 4710, hasDraft: true });
  tickets.put(of);
  drafts.write(of.id, 'note', { bodyHtml: '<p>For us</p>', cc: [], attachments: [] });
  drafts.discard(of.id, 'reply');
  expect(tickets.get(of.id)?.hasDraft).toBe(true);
  drafts.discard(of.id, 'note');
  expect(tickets.get(of.id)?.hasDraft).toBe(false);
});

test('what the server failed on is the same message when it is sent again as it was, and another one when it was changed', async () => {
  const of = ticket({ id: 4711 });
  const ids: unknown[] = [];
  const tried = async (content: DraftContent) => {
    send(of, 'reply', content, undefined, 0);
    await vi.waitFor(() => expect(drafts.get(of.id, 'reply')?.bodyHtml).toBe(content.bodyHtml));
    ids.push(server.calls.findLast(({ method }) => method === 'POST')?.body.clientMessageId);
  };
  const content = { bodyHtml: '<p>Perhaps taken</p>', cc: [], attachments: [] };
  await tried(content);
  await tried(content);
  await tried({ ...content, bodyHtml: '<p>Perhaps taken, or not</p>' });
  expect(ids[0]).toBeTruthy();
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});
