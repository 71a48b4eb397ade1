import { useEffect } from 'react';
import { bootstrap } from '@/shared/api/me';
import { queries } from '@/shared/api/queries';
import type { Present, Ticket, ViewKey } from '@/shared/api/types';
import { live } from '@/shared/live/live';
import { Cell } from '@/shared/store/cell';
import { tickets } from '@/shared/store/tickets';
import { fetchTicket, messagesKey, renewMessages, tellCounts, ticketKey, timelineKey } from './api';
import { allLists, listOf } from './list';
import { isMovedByMe } from './moves';
import { wentOn } from './reads';

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

function changed({ id, version, patch, messages, by }: Change): void {
  const before = tickets.confirmed(id);
  const count = patch?.messageCount;
  // Of two topics that tell of one change the second brings nothing.
  if (before && before.version < version && count !== undefined && count !== before.messageCount) wentOn(before, count, by?.kind === 'agent');
  if (!tickets.patch(id, version, patch)) void fetchTicket(id).catch(() => {});
  if (!tickets.get(id)) return;
  if (messages) void renewMessages(id);
  void queries.invalidateQueries({ queryKey: timelineKey(id) });
  void queries.invalidateQueries({ queryKey: ticketKey(id), refetchType: 'none' });
}

/** What a list on the screen holds the stream tells of, by the topic of the view. */
function watched(id: number): boolean {
  return allLists().some((list) => list.watched && list.has(id));
}

const parts = [ticketKey, messagesKey, timelineKey];

/** The ticket is on the screen and may have changed while nobody told us of it. */
function validate(id: number): void {
  if (watched(id)) return;
  for (const key of parts) void queries.invalidateQueries({ queryKey: key(id) });
}

/** From now on nobody tells of it: whatever is looked at again is read again. */
function unwatched(topic: string): void {
  void queries.invalidateQueries({
    refetchType: 'none',
    predicate: ({ queryKey: [part, id] }) =>
      parts.some((key) => key(0)[0] === part) && (topic.startsWith('view:') || topic === `ticket:${id}`) && !watched(Number(id)),
  });
}

function following({ topics }: { topics: readonly string[] }): void {
  for (const topic of topics) {
    const view = viewOf(topic);
    if (view) void listOf(view).validate();
    else if (topic.startsWith('ticket:')) validate(Number(topic.slice(7)));
  }
}

let listening = false;

/** Everything the ticket feature does with the stream. It goes on when the inbox is left: what is cached is told of for a while yet. */
function listen(): void {
  if (listening) return;
  listening = true;
  live.on<Change>('change', changed);
  live.on<{ topic: string; id: number }>('entered', ({ topic, id }) => {
    const view = viewOf(topic);
    if (view) void listOf(view).enter(id, isMovedByMe(id));
  });
  live.on<{ topic: string; id: number }>('gone', ({ topic, id }) => {
    const view = viewOf(topic);
    if (view) listOf(view).leave(id, isMovedByMe(id));
    else void fetchTicket(id).catch(() => tickets.forget(id));
  });
  live.on<{ counts: Record<ViewKey, number> }>('counts', ({ counts }) => tellCounts(counts));
  live.on<{ ticketId: number; others: Present[] }>('presence', ({ ticketId, others }) => setPresence(ticketId, others));
  live.on('following', following);
  live.on('anew', () => {
    void queries.invalidateQueries();
    for (const list of allLists()) void list.validate();
  });
}

export function useTicketStream(): void {
  useEffect(() => {
    listen();
    return live.follow('views');
  }, []);
}

export function useTopic(topic: string): void {
  useEffect(() => {
    const leave = live.follow(topic);
    return () => {
      leave();
      unwatched(topic);
    };
  }, [topic]);
}

let visited: number | null = null;

/** Of the ticket that this tab shows; what other tabs hear of theirs would never be taken back here. */
export function setPresence(ticketId: number, others: readonly Present[]): void {
  const me = bootstrap.get()?.me?.id;
  if (ticketId === visited) presence.set({ [ticketId]: others.filter(({ agent }) => agent.id !== me) });
}

/** From here to the call of the answer; a name that stays after it would be a lie by and by. */
export function visit(ticketId: number): () => void {
  visited = ticketId;
  return () => {
    visited = null;
    presence.set({});
  };
}
