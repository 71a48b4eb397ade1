import { useEffect } from 'react';
import { bootstrap } from '@/shared/api/me';
import { queries } from '@/shared/api/queries';
import type { Present, Ticket, ViewKey } from '@/shared/api/types';
import { live } from '@/shared/live/live';
import { Cell } from '@/shared/store/cell';
import { tickets } from '@/shared/store/tickets';
import { fetchTicket, messagesKey, ticketKey, timelineKey } from './api';
import { allLists, listOf } from './list';

interface Change {
  readonly topic: string;
  readonly id: number;
  readonly version: number;
  readonly patch: Partial<Ticket> | null;
  readonly messages: boolean;
  readonly by?: { readonly kind: string; readonly id: number | null };
}

export const presence = new Cell<Readonly<Record<number, readonly Present[]>>>({});

function viewOf(topic: string): ViewKey | null {
  return topic.startsWith('view:') ? (topic.slice(5) as ViewKey) : null;
}

function changed({ id, version, patch, messages }: Change): void {
  if (!tickets.patch(id, version, patch)) void fetchTicket(id).catch(() => {});
  if (!tickets.get(id)) return;
  if (messages) void queries.invalidateQueries({ queryKey: messagesKey(id) });
  void queries.invalidateQueries({ queryKey: timelineKey(id) });
  void queries.invalidateQueries({ queryKey: ticketKey(id), refetchType: 'none' });
}

/** What an own change moved may go at once; what others moved waits while the list is in use. */
const ownMoves = new Set<number>();

export function movedByMe(id: number): void {
  ownMoves.add(id);
  setTimeout(() => ownMoves.delete(id), 5000);
}

/** Everything the ticket feature does with the stream. */
export function useTicketStream(): void {
  useEffect(() => {
    const stops = [
      live.on<Change>('change', changed),
      live.on<{ topic: string; id: number }>('entered', ({ topic, id }) => {
        const view = viewOf(topic);
        if (view) void listOf(view).enter(id);
      }),
      live.on<{ topic: string; id: number }>('gone', ({ topic, id }) => {
        const view = viewOf(topic);
        if (view) listOf(view).leave(id, ownMoves.has(id));
        else void fetchTicket(id).catch(() => tickets.forget(id));
      }),
      live.on<{ counts: Record<ViewKey, number> }>('counts', ({ counts }) =>
        queries.setQueryData<Record<ViewKey, number>>(['views'], (known) => ({ ...known, ...counts }) as Record<ViewKey, number>),
      ),
      live.on<{ ticketId: number; others: Present[] }>('presence', ({ ticketId, others }) => setPresence(ticketId, others)),
      live.on('reset', () => {
        void queries.invalidateQueries();
        for (const list of allLists()) void list.refresh();
      }),
      live.follow('views'),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

export function useTopic(topic: string | null): void {
  useEffect(() => (topic ? live.follow(topic) : undefined), [topic]);
}

export function setPresence(ticketId: number, others: readonly Present[]): void {
  const me = bootstrap.get()?.me?.id;
  presence.update((now) => ({ ...now, [ticketId]: others.filter(({ agent }) => agent.id !== me) }));
}
