import { api, data } from '../api/client';
import { database } from './database';
import { type DraftPlace, Drafts, draftKey } from './drafts';
import { tickets } from './tickets';

const server: DraftPlace = {
  save: ({ ticketId, mode, bodyHtml, cc, attachments }) =>
    data(
      api.PUT('/api/v1/tickets/{id}/draft', {
        params: { path: { id: ticketId } },
        body: { kind: mode, bodyHtml, cc: [...cc], to: [], attachmentIds: attachments.map(({ id }) => id) },
        // It must outlive the page; browsers allow that for small bodies only.
        keepalive: bodyHtml.length < 30_000,
      }),
    ),
  remove: (ticketId, mode) => data(api.DELETE('/api/v1/tickets/{id}/draft', { params: { path: { id: ticketId }, query: { kind: mode } } })),
};

export const drafts = new Drafts({
  local: {
    save: async (draft) => (await database()).put('drafts', draft),
    remove: async (ticketId, mode) => (await database()).delete('drafts', draftKey(ticketId, mode)),
    all: async () => (await database()).getAll('drafts'),
  },
  remote: server,
  // The stream does not tell of drafts, which are one person's.
  ended: (ticketId) => {
    const known = tickets.confirmed(ticketId);
    if (known?.hasDraft) tickets.put({ ...known, hasDraft: false });
  },
});

export function keepDraftsSafe(): void {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void drafts.flush());
  window.addEventListener('pagehide', () => void drafts.flush());
}
