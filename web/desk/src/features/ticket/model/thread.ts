import type { Message, TimelineEntry } from '@/shared/api/types';

export interface PendingMessage {
  readonly clientMessageId: string;
  readonly kind: 'reply' | 'note';
  readonly bodyHtml: string;
  readonly at: string;
}

export type Item =
  | { readonly type: 'day'; readonly key: string; readonly at: string }
  | { readonly type: 'message'; readonly key: string; readonly at: string; readonly message: Message }
  | { readonly type: 'pending'; readonly key: string; readonly at: string; readonly pending: PendingMessage }
  | { readonly type: 'events'; readonly key: string; readonly at: string; readonly events: readonly TimelineEntry[] };

/** Facts that a message of the thread already shows. */
const silent = /(^|\.)(message|draft|delivery|attachment|proposal)[a-z-]*$|\.noted$|\.replied$/;

export function isShown(entry: TimelineEntry): boolean {
  return !silent.test(entry.type);
}

/** Groups of this many facts in a row fold into one line. */
export const foldFrom = 3;

/** Messages and facts in one line of time, oldest first; facts between two messages stand together. */
export function thread(
  messages: readonly Message[],
  timeline: readonly TimelineEntry[],
  pending: readonly PendingMessage[],
  complete: boolean,
): Item[] {
  const oldest = messages.reduce<string | null>((least, { at }) => (least === null || at < least ? at : least), null);
  const facts = timeline.filter(isShown).filter(({ at }) => complete || (oldest !== null && at >= oldest));
  const arrived = new Set(messages.map(({ clientMessageId }) => clientMessageId));
  const entries = [
    ...messages.map((message) => ({ at: message.at, order: 0, message })),
    // A ticket opens with its first message and is said before it; whatever else a message brings about stands after it.
    ...facts.map((fact) => ({ at: fact.at, order: fact.type === 'ticket.opened' ? -1 : 1, fact })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.order - b.order);

  const items: Item[] = [];
  let day = '';
  for (const entry of entries) {
    const today = new Date(entry.at).toDateString();
    if (today !== day) items.push({ type: 'day', key: `day-${today}`, at: entry.at });
    day = today;
    const last = items.at(-1);
    if ('message' in entry) items.push({ type: 'message', key: `message-${entry.message.id}`, at: entry.at, message: entry.message });
    else if (last?.type === 'events') items[items.length - 1] = { ...last, events: [...last.events, entry.fact] };
    else items.push({ type: 'events', key: `events-${entry.fact.id}`, at: entry.at, events: [entry.fact] });
  }
  for (const message of pending) {
    if (!arrived.has(message.clientMessageId)) items.push({ type: 'pending', key: message.clientMessageId, at: message.at, pending: message });
  }
  return items;
}

/** Customers' messages that came since the writer last looked, by which Send asks for a second look. */
export function unseen(messages: readonly Message[], seen: ReadonlySet<number>, me: number): Message[] {
  return messages.filter(({ id, author }) => !seen.has(id) && !(author.kind === 'agent' && author.id === me));
}
