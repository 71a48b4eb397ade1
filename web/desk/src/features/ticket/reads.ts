import type { Ticket } from '@/shared/api/types';
import { Cell, useCell } from '@/shared/store/cell';

/** When this browser's reader last had a ticket in view; 0 = marked unread by hand. */
const key = 'rapport-read';

function stored(): Record<number, number> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<number, number>;
  } catch {
    return {};
  }
}

const reads = new Cell<Readonly<Record<number, number>>>(stored());

// Another tab has marked one: all tabs of a browser show the same.
globalThis.addEventListener?.('storage', (event) => (event.key === key || event.key === null) && reads.set(stored()));

function mark(id: number, at: number): void {
  // From the storage, not from memory: what another tab has marked in this very moment stays.
  reads.update((now) => Object.fromEntries(Object.entries({ ...now, ...stored(), [id]: at }).slice(-2000)));
  try {
    localStorage.setItem(key, JSON.stringify(reads.get()));
  } catch {
    // Marks are a convenience: without storage they last as long as the page.
  }
}

export const markRead = (id: number): void => mark(id, Date.now());
export const markUnread = (id: number): void => mark(id, 0);

export const readAt = (id: number): number | undefined => reads.get()[id];

export function useUnread(ticket: Ticket | undefined): boolean {
  return useCell(reads, (now) => ticket !== undefined && now[ticket.id] === 0);
}
