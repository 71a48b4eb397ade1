import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/shared/api/client';
import { queries } from '@/shared/api/queries';
import type { Message, Ticket, TicketPatch, TimelineEntry, ViewKey } from '@/shared/api/types';
import { type Mutation, mutation, type Spec } from '@/shared/store/mutation';
import { tickets } from '@/shared/store/tickets';
import { oneAtATime, type Page, type Pages, upToKnown, withNewest } from './model/pages';
import { movedByMe } from './moves';

const path = (id: number) => ({ path: { id } });

export async function fetchTicket(id: number): Promise<Ticket> {
  const ticket = await data(api.GET('/api/v1/tickets/{id}', { params: path(id) }));
  tickets.put(ticket);
  return ticket;
}

export const ticketKey = (id: number) => ['ticket', id] as const;
export const messagesKey = (id: number) => ['messages', id] as const;
export const timelineKey = (id: number) => ['timeline', id] as const;

type OpenedTicket = Awaited<ReturnType<typeof readPage>>;
const readPage = (id: number) => data(api.GET('/api/v1/tickets/{id}/page', { params: { ...path(id), query: { limit: 30, timeline: true } } }));
const asked = new Map<number, Promise<OpenedTicket>>();

/** The parts of a page that are asked for together are one request; who asks later wants a newer answer. */
function openPage(id: number): Promise<OpenedTicket> {
  const known = asked.get(id);
  if (known) return known;
  const page = readPage(id);
  asked.set(id, page);
  setTimeout(() => asked.delete(id));
  return page;
}

const isNew = (queryKey: readonly unknown[]) => queries.getQueryData(queryKey) === undefined;

export const readMessages = (id: number, after: string | null): Promise<Page<Message>> =>
  data(api.GET('/api/v1/tickets/{id}/messages', { params: { ...path(id), query: { limit: 30, ...(after ? { after } : {}) } } }));

const messagesOptions = (id: number) => ({
  queryKey: messagesKey(id),
  initialPageParam: null as string | null,
  queryFn: async ({ pageParam }: { pageParam: string | null }) =>
    pageParam === null && isNew(messagesKey(id)) ? (await openPage(id)).messages : readMessages(id, pageParam),
  getNextPageParam: ({ next }: { next: string | null }) => next,
});

const readTimeline = (id: number, after: string | null): Promise<Page<TimelineEntry>> =>
  data(api.GET('/api/v1/tickets/{id}/timeline', { params: { ...path(id), query: { limit: 100, ...(after ? { after } : {}) } } }));

const timelineOptions = (id: number) => ({
  queryKey: timelineKey(id),
  queryFn: (): Promise<TimelineEntry[]> =>
    upToKnown<TimelineEntry>(queries.getQueryData(timelineKey(id)) ?? [], async (after) => {
      const first = isNew(timelineKey(id)) && after === null ? (await openPage(id)).timeline : null;
      return first ?? readTimeline(id, after);
    }),
});

const ticketOptions = (id: number) => ({
  queryKey: ticketKey(id),
  queryFn: async () => {
    if (!isNew(ticketKey(id))) return fetchTicket(id);
    const { ticket } = await openPage(id);
    tickets.put(ticket);
    return ticket;
  },
});

export const useTicket = (id: number) => useQuery(ticketOptions(id));
export const useMessages = (id: number) => useInfiniteQuery(messagesOptions(id));
export const useTimeline = (id: number) => useQuery(timelineOptions(id));

/** Neighbours are read ahead, so that J and K never show a spinner. */
export function prefetch(ids: readonly number[]): void {
  for (const id of ids) {
    void queries.prefetchInfiniteQuery(messagesOptions(id));
    void queries.prefetchQuery(timelineOptions(id));
    void queries.prefetchQuery(ticketOptions(id));
  }
}

type MessagePages = Pages<Message>;

/** The conversation went on: of a long one that is on the screen the newest page is enough, and not all that was scrolled through. */
export const renewMessages = oneAtATime(async (id) => {
  const queryKey = messagesKey(id);
  const query = queries.getQueryCache().find<MessagePages>({ queryKey });
  if (!query?.isActive() || (query.state.data?.pages.length ?? 0) < 2 || query.state.fetchStatus !== 'idle') {
    return queries.invalidateQueries({ queryKey });
  }
  try {
    const fresh = await readMessages(id, null);
    queries.setQueryData<MessagePages>(queryKey, (known) => known && withNewest(known, fresh));
  } catch {
    await queries.invalidateQueries({ queryKey });
  }
});

/** Changes what is cached and leaves it as old as it was: what has to be read again still has to. */
function patchMessages(ticketId: number, step: (known: MessagePages) => MessagePages): void {
  const queryKey = messagesKey(ticketId);
  const before = queries.getQueryState<MessagePages>(queryKey);
  if (!before?.data) return;
  queries.setQueryData<MessagePages>(queryKey, step(before.data), { updatedAt: before.dataUpdatedAt });
  if (before.isInvalidated) void queries.invalidateQueries({ queryKey, refetchType: 'none' });
}

/** Whoever comes back begins at the newest page: what he had scrolled through is not read again. */
export function shorten(id: number): void {
  patchMessages(id, (known) => (known.pages.length > 1 ? { pages: known.pages.slice(0, 1), pageParams: [null] } : known));
}

/** Puts the server's own message in the place of the one that was waiting. */
export function putMessage(ticketId: number, message: Message): void {
  patchMessages(ticketId, (known) => {
    const [first, ...rest] = known.pages;
    if (known.pages.some(({ items }) => items.some(({ id }) => id === message.id))) {
      return {
        ...known,
        pages: known.pages.map((page) => ({ ...page, items: page.items.map((item) => (item.id === message.id ? message : item)) })),
      };
    }
    return { ...known, pages: [{ items: [message, ...(first?.items ?? [])], next: first?.next ?? null }, ...rest] };
  });
}

export function dropMessage(ticketId: number, messageId: number): void {
  patchMessages(ticketId, (known) => ({
    ...known,
    pages: known.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== messageId) })),
  }));
}

type Counts = Record<ViewKey, number>;
const viewsKey = ['views'];
/** What the stream told last: newer than any answer that was asked for before it. */
let told: Partial<Counts> = {};

export function tellCounts(counts: Partial<Counts>): void {
  told = counts;
  queries.setQueryData<Partial<Counts>>(viewsKey, (known) => ({ ...known, ...counts }));
}

export async function readCounts(): Promise<Counts> {
  const before = told;
  const { items } = await data(api.GET('/api/v1/views'));
  const read = Object.fromEntries(items.map(({ key, count }) => [key, count])) as Counts;
  return told === before ? read : { ...read, ...told };
}

export function useViews() {
  return useQuery({ queryKey: viewsKey, queryFn: readCounts, placeholderData: keepPreviousData });
}

export function useTags(enabled: boolean) {
  return useQuery({ queryKey: ['tags'], enabled, queryFn: async () => (await data(api.GET('/api/v1/tags'))).items });
}

interface Change {
  readonly id: number;
  readonly patch: TicketPatch;
  /** What the patch will look like, with the names that the ids stand for. */
  readonly shown: Partial<Ticket>;
}

function previous({ patch }: Change, before: Ticket): TicketPatch {
  const now: Required<TicketPatch> = {
    subject: before.subject,
    status: before.status,
    priority: before.priority,
    tags: before.tags,
    assigneeId: before.assignee?.id ?? null,
    teamId: before.team?.id ?? null,
  };
  return Object.fromEntries(Object.keys(patch).map((field) => [field, now[field as keyof TicketPatch]])) as TicketPatch;
}

/** What can be gone back to: once it has been anything else, a ticket is never new again. */
const former = (before: Ticket): Ticket => (before.status === 'new' ? { ...before, status: 'open' } : before);

/** Whatever an agent changes may move the ticket in the lists, and so does taking it back. */
function moving<A extends { id: number }>(name: string, spec: Omit<Spec<Ticket, A>, 'entities'>): Mutation<A> {
  const made = mutation<Ticket, A>(name, { entities: tickets, ...spec });
  return {
    name,
    run: (args, options) => {
      movedByMe(args.id);
      return made.run(args, options);
    },
  };
}

function changing(name: string) {
  const made = moving<Change>(name, {
    send: ({ id, patch }, version) => data(api.PATCH('/api/v1/tickets/{id}', { params: { ...path(id), header: ifMatch(version) }, body: patch })),
    patch: ({ shown }) => shown,
    inverse: (change, now) => {
      const before = former(now);
      const shown = Object.fromEntries(Object.keys(change.shown).map((field) => [field, before[field as keyof Ticket]])) as Partial<Ticket>;
      const back = { id: change.id, patch: previous(change, before), shown };
      return () => void made.run(back, { quiet: true });
    },
  });
  return made;
}

export const setStatus = changing('ticket.status');
export const assign = changing('ticket.assign');
export const setTeam = changing('ticket.team');
export const setPriority = changing('ticket.priority');
export const setTags = changing('ticket.tags');
export const setSubject = changing('ticket.subject');

export const snooze = moving<{ id: number; until: string }>('ticket.snooze', {
  send: ({ id, until }) => data(api.PUT('/api/v1/tickets/{id}/snooze', { params: path(id), body: { until } })),
  patch: ({ until }) => ({ snoozedUntil: until }),
  inverse:
    ({ id }, { snoozedUntil }) =>
    () =>
      void (snoozedUntil ? snooze.run({ id, until: snoozedUntil }, { quiet: true }) : wake.run({ id }, { quiet: true })),
});

export const wake = moving<{ id: number }>('ticket.wake', {
  send: ({ id }) => data(api.DELETE('/api/v1/tickets/{id}/snooze', { params: path(id) })),
  patch: () => ({ snoozedUntil: null }),
  inverse:
    ({ id }, { snoozedUntil }) =>
    () =>
      void (snoozedUntil && snooze.run({ id, until: snoozedUntil }, { quiet: true })),
});

export function retry(ticketId: number, messageId: number): Promise<Message> {
  return data(api.POST('/api/v1/tickets/{id}/messages/{messageId}/retries', { params: { path: { id: ticketId, messageId } } }));
}
