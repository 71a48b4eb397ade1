import { api, data } from '@/shared/api/client';
import { isSignedOut, Refused } from '@/shared/api/problems';
import { queries } from '@/shared/api/queries';
import type { Draft, Message, MessageNew, Mode, Status, Ticket } from '@/shared/api/types';
import { Cell } from '@/shared/store/cell';
import { drafts } from '@/shared/store/draftStore';
import { type DraftContent, draftKey, joined } from '@/shared/store/drafts';
import { outbox, registerLetters } from '@/shared/store/letters';
import { notices } from '@/shared/store/notices';
import { Cancelled } from '@/shared/store/outbox';
import { undoStack } from '@/shared/store/undo';
import { dropMessage, putMessage, readMessages, timelineKey } from './api';
import type { PendingMessage } from './model/thread';
import { movedByMe } from './moves';
import { wrote } from './reads';

interface Outgoing {
  readonly ticketId: number;
  readonly message: MessageNew;
  /** What the composer held, and the ticket's number: enough to give it back, also after a reload. */
  readonly content: DraftContent;
  readonly number: number;
}

/** Messages on their way, by ticket; the server's echo with the same clientMessageId takes their place. */
export const pending = new Cell<Readonly<Record<number, readonly PendingMessage[]>>>({});

/** Tells a composer that a message has come back to it; `refused` by the server, or withdrawn by the agent who waits for it. */
export const restored = new Cell<{ ticketId: number; mode: Mode; status: Status | undefined; refused: boolean } | null>(null);

/** Why the message that stands in a composer was refused, until it is sent again. */
export const refusals = new Cell<Readonly<Record<string, unknown>>>({});

/** What came back after a failure of the server, which may have taken it all the same: sent again as it was, it is the same message. */
const failed = new Map<string, { id: string; said: string }>();

const said = (content: DraftContent, status: Status | undefined): string =>
  JSON.stringify([content.bodyHtml, content.cc, content.attachments, status]);

function idFor(key: string, content: DraftContent, status: Status | undefined): string {
  const former = failed.get(key);
  failed.delete(key);
  return former?.said === said(content, status) ? former.id : crypto.randomUUID();
}

function explain(ticketId: number, mode: Mode, error?: unknown): void {
  refusals.update(({ [draftKey(ticketId, mode)]: _, ...others }) =>
    error === undefined ? others : { ...others, [draftKey(ticketId, mode)]: error },
  );
}

function change(ticketId: number, step: (all: readonly PendingMessage[]) => readonly PendingMessage[]): void {
  pending.update((now) => ({ ...now, [ticketId]: step(now[ticketId] ?? []) }));
}

function clear(ticketId: number, id: string): void {
  change(ticketId, (all) => all.filter(({ clientMessageId }) => clientMessageId !== id));
}

registerLetters<Outgoing>('ticket.message', {
  send: ({ ticketId, message }) => data(api.POST('/api/v1/tickets/{id}/messages', { params: { path: { id: ticketId } }, body: message })),
  settled: (outgoing, error) => error && refused(outgoing, error),
});

/** Nothing is lost: what was refused goes back to where it can be mended, with the reason. */
function refused({ ticketId, number, message, content }: Outgoing, error: unknown): void {
  // After the sign-in it leaves by itself.
  if (isSignedOut(error)) return;
  clear(ticketId, message.clientMessageId);
  explain(ticketId, message.kind, error);
  if (error instanceof Refused && error.status >= 500) {
    failed.set(draftKey(ticketId, message.kind), { id: message.clientMessageId, said: said(content, message.status ?? undefined) });
  }
  putBack(ticketId, message.kind, content, message.status ?? undefined, true);
  notices.show({ id: `send/${ticketId}`, tone: 'error', text: { id: 'ticket.send-refused', values: { number: String(number) }, error } });
}

function putBack(ticketId: number, mode: Mode, content: DraftContent, status: Status | undefined, isRefused: boolean): void {
  drafts.write(ticketId, mode, joined(content, drafts.get(ticketId, mode)));
  restored.set({ ticketId, mode, status, refused: isRefused });
}

function contentOf(draft: Draft): DraftContent {
  return { bodyHtml: draft.bodyHtml, cc: draft.cc, attachments: draft.attachments };
}

interface Withdrawal {
  readonly ticketId: number;
  readonly clientMessageId: string;
}

const remove = (ticketId: number, messageId: number): Promise<Draft> =>
  data(api.DELETE('/api/v1/tickets/{id}/messages/{messageId}', { params: { path: { id: ticketId, messageId } } }));

/** No answer is no proof that nothing arrived: as soon as the server can be reached it is asked, also by a later page. */
registerLetters<Withdrawal>('ticket.withdrawal', {
  send: async ({ ticketId, clientMessageId }) => {
    const { items } = await readMessages(ticketId, null);
    const arrived = items.find((message) => message.clientMessageId === clientMessageId);
    if (!arrived) return;
    await remove(ticketId, arrived.id);
    dropMessage(ticketId, arrived.id);
  },
  settled: ({ ticketId }, error) => error && notWithdrawn(ticketId, error),
});

function notWithdrawn(ticketId: number, error: unknown): void {
  notices.show({ id: `send/${ticketId}`, tone: 'error', text: { id: 'desk.not-saved', error } });
}

function makeSure(withdrawal: Withdrawal): void {
  const { ticketId, clientMessageId } = withdrawal;
  const letter = { id: `${clientMessageId}/withdrawal`, name: 'ticket.withdrawal', lane: `ticket/${ticketId}`, args: withdrawal };
  outbox.post(letter).catch((error: unknown) => notWithdrawn(ticketId, error));
}

async function withdraw(
  ticket: Ticket,
  mode: Mode,
  content: DraftContent,
  status: Status | undefined,
  id: string,
  answer: Promise<Message>,
): Promise<void> {
  outbox.cancel(id);
  let message: Message | null = null;
  try {
    // A letter that nobody has answered is not sent again.
    message = await answer.catch((error: unknown) => {
      if (error instanceof Cancelled) makeSure({ ticketId: ticket.id, clientMessageId: id });
      return null;
    });
    const draft = message && (await remove(ticket.id, message.id));
    if (message) dropMessage(ticket.id, message.id);
    clear(ticket.id, id);
    putBack(ticket.id, mode, draft ? contentOf(draft) : content, status, false);
  } catch (error) {
    notWithdrawn(ticket.id, error);
    if (error instanceof Refused && error.code === 'already-sent' && message) putMessage(ticket.id, message);
  }
}

/** Sends what the composer holds; recipients and attachments are frozen here. */
export function send(ticket: Ticket, mode: Mode, content: DraftContent, status: Status | undefined, undoSeconds: number): void {
  const id = idFor(draftKey(ticket.id, mode), content, status);
  const delay = mode === 'reply' ? undoSeconds : 0;
  const message: MessageNew = {
    kind: mode,
    bodyHtml: content.bodyHtml,
    clientMessageId: id,
    attachmentIds: content.attachments.map((attachment) => attachment.id),
    ...(mode === 'reply' ? { cc: [...content.cc], delaySeconds: delay } : {}),
    ...(status ? { status } : {}),
  };
  change(ticket.id, (all) => [...all, { clientMessageId: id, kind: mode, bodyHtml: content.bodyHtml, at: new Date().toISOString() }]);
  explain(ticket.id, mode);
  drafts.discard(ticket.id, mode);
  movedByMe(ticket.id);
  const outgoing: Outgoing = { ticketId: ticket.id, number: ticket.number, message, content };
  let withdrawn = false;
  const answer = outbox.post({ id, name: 'ticket.message', lane: `ticket/${ticket.id}`, args: outgoing }) as Promise<Message>;
  if (delay > 0) {
    const until = Date.now() + delay * 1000;
    const undo = () => {
      withdrawn = true;
      movedByMe(ticket.id);
      void withdraw(ticket, mode, content, status, id, answer);
    };
    undoStack.push({ id, until, undo });
    notices.show({
      id: `send/${ticket.id}`,
      tone: 'done',
      text: { id: 'ticket.sending', values: { number: String(ticket.number) } },
      undo: { id, until },
    });
  } else {
    notices.show({
      id: `send/${ticket.id}`,
      tone: 'done',
      text: { id: mode === 'note' ? 'ticket.noted' : 'ticket.sent', values: { number: String(ticket.number) } },
    });
  }
  answer.then(
    (sent) => {
      putMessage(ticket.id, sent);
      wrote(ticket);
      clear(ticket.id, id);
      void queries.invalidateQueries({ queryKey: timelineKey(ticket.id) });
    },
    (error: unknown) => {
      // Whoever withdraws it gives it back himself.
      if (withdrawn || error instanceof Cancelled) return clear(ticket.id, id);
      undoStack.drop(id);
      notices.dismiss(`send/${ticket.id}`);
      refused(outgoing, error);
    },
  );
}
