import { useEffect, useRef } from 'react';
import type { Ticket } from '@/shared/api/types';
import { Cell, useCell } from '@/shared/store/cell';

/** How many messages a ticket had when this browser's reader last had it in view; 0 = marked unread by hand. */
const key = 'rapport-messages-read';

type Reads = Readonly<Record<number, number>>;

function stored(): Reads {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Reads;
  } catch {
    return {};
  }
}

const reads = new Cell<Reads>(stored());

// Another tab has marked one: all tabs of a browser show the same.
globalThis.addEventListener?.('storage', (event) => (event.key === key || event.key === null) && reads.set(stored()));

function mark(id: number, messages: number): void {
  if (reads.get()[id] === messages) return;
  // From the storage, not from memory: what another tab has marked in this very moment stays. Beyond the room for them the oldest tickets go.
  reads.update((now) => ({ ...Object.fromEntries(Object.entries({ ...now, ...stored() }).slice(-2000)), [id]: messages }));
  try {
    localStorage.setItem(key, JSON.stringify(reads.get()));
  } catch {
    // Marks are a convenience: without storage they last as long as the page.
  }
}

export const markRead = ({ id, messageCount }: Ticket): void => mark(id, messageCount);
export const markUnread = ({ id }: Ticket): void => mark(id, 0);

/** Of one that was never opened here only a new one counts: who begins on another device does not find everything unread. */
function isUnread({ id, status, messageCount }: Ticket, now: Reads): boolean {
  const read = now[id];
  return read === undefined ? status === 'new' : read < messageCount;
}

export function useUnread(ticket: Ticket | undefined): boolean {
  return useCell(reads, (now) => ticket !== undefined && isUnread(ticket, now));
}

/**
 * The conversation went on, from what `before` says to so many messages. What an agent wrote or took back leaves read what was; what came in
 * makes unread also what was never opened here.
 */
export function wentOn(before: Ticket, messages: number, byAgent: boolean): void {
  if (!isUnread(before, reads.get())) mark(before.id, byAgent ? messages : before.messageCount);
}

/** What I wrote I have read; the ticket may be out of every list and topic before anybody tells of it. */
export function wrote({ id, messageCount }: Ticket): void {
  if (reads.get()[id] === messageCount) mark(id, messageCount + 1);
}

/** Whoever has it open and in sight has read it, until he marks it himself. */
export function useReading(ticket: Ticket | undefined): void {
  const opened = useRef<number>(undefined);
  const latest = useRef(ticket);
  latest.current = ticket;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever else of it changes is nothing to read
  useEffect(() => {
    const look = () => {
      const now = latest.current;
      if (!now || document.visibilityState === 'hidden') return;
      const read = opened.current === now.id ? reads.get()[now.id] : undefined;
      opened.current = now.id;
      if (read !== 0) mark(now.id, Math.max(read ?? 0, now.messageCount));
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [ticket?.id, ticket?.messageCount]);
}
