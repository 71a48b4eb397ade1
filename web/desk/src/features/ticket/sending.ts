import { api, data } from '@/shared/api/client';
import { Refused } from '@/shared/api/problems';
import { queries } from '@/shared/api/queries';
import type { Draft, Message, MessageNew, Mode, Status, Ticket } from '@/shared/api/types';
import { Cell } from '@/shared/store/cell';
import { drafts } from '@/shared/store/draftStore';
import type { DraftContent } from '@/shared/store/drafts';
import { outbox, registerLetters } from '@/shared/store/letters';
import { notices } from '@/shared/store/notices';
import { Cancelled } from '@/shared/store/outbox';
import { undoStack } from '@/shared/store/undo';
import { dropMessage, putMessage, timelineKey } from './api';
import type { PendingMessage } from './model/thread';

interface Outgoing {
  readonly ticketId: number;
  readonly message: MessageNew;
}

/** Messages on their way, by ticket; the server's echo with the same clientMessageId takes their place. */
export const pending = new Cell<Readonly<Record<number, readonly PendingMessage[]>>>({});

/** Tells an open composer that its draft was put back from outside. */
export const restored = new Cell<{ ticketId: number; mode: Mode; status: Status | undefined; turn: number } | null>(null);

function change(ticketId: number, step: (all: readonly PendingMessage[]) => readonly PendingMessage[]): void {
  pending.update((now) => ({ ...now, [ticketId]: step(now[ticketId] ?? []) }));
}

function fail({ ticketId, message }: Outgoing, error: unknown): void {
  change(ticketId, (all) => [
    ...all.filter(({ clientMessageId }) => clientMessageId !== message.clientMessageId),
    {
      clientMessageId: message.clientMessageId,
      kind: message.kind,
      bodyHtml: message.bodyHtml,
      at: new Date().toISOString(),
      state: 'failed',
      error,
    },
  ]);
}

function clear(ticketId: number, id: string): void {
  change(ticketId, (all) => all.filter(({ clientMessageId }) => clientMessageId !== id));
}

registerLetters<Outgoing>('ticket.message', {
  send: ({ ticketId, message }) => data(api.POST('/api/v1/tickets/{id}/messages', { params: { path: { id: ticketId } }, body: message })),
  settled: (outgoing, error) => error && fail(outgoing, error),
});

function putBack(ticket: Ticket, mode: Mode, content: DraftContent, status: Status | undefined): void {
  drafts.write(ticket.id, mode, content);
  restored.set({ ticketId: ticket.id, mode, status, turn: (restored.get()?.turn ?? 0) + 1 });
}

function contentOf(draft: Draft): DraftContent {
  return { bodyHtml: draft.bodyHtml, cc: draft.cc, attachments: draft.attachments };
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
    // A letter that nobody has answered is withdrawn by not being sent again.
    message = await answer.catch(() => null);
    const draft =
      message &&
      (await data(api.DELETE('/api/v1/tickets/{id}/messages/{messageId}', { params: { path: { id: ticket.id, messageId: message.id } } })));
    if (message) dropMessage(ticket.id, message.id);
    clear(ticket.id, id);
    putBack(ticket, mode, draft ? contentOf(draft) : content, status);
  } catch (error) {
    notices.show({ id: `send/${ticket.id}`, tone: 'error', text: { id: 'desk.not-saved', error } });
    if (error instanceof Refused && error.code === 'already-sent' && message) putMessage(ticket.id, message);
  }
}

/** Sends what the composer holds; recipients and attachments are frozen here. */
export function send(ticket: Ticket, mode: Mode, content: DraftContent, status: Status | undefined, undoSeconds: number): void {
  const id = crypto.randomUUID();
  const delay = mode === 'reply' ? undoSeconds : 0;
  const message: MessageNew = {
    kind: mode,
    bodyHtml: content.bodyHtml,
    clientMessageId: id,
    attachmentIds: content.attachments.map((attachment) => attachment.id),
    ...(mode === 'reply' ? { cc: [...content.cc], delaySeconds: delay } : {}),
    ...(status ? { status } : {}),
  };
  change(ticket.id, (all) => [
    ...all,
    { clientMessageId: id, kind: mode, bodyHtml: content.bodyHtml, at: new Date().toISOString(), state: 'sending' },
  ]);
  drafts.discard(ticket.id, mode);
  const answer = outbox.post({
    id,
    name: 'ticket.message',
    lane: `ticket/${ticket.id}`,
    args: { ticketId: ticket.id, message } satisfies Outgoing,
  }) as Promise<Message>;
  if (delay > 0) {
    const until = Date.now() + delay * 1000;
    undoStack.push({ id, until, undo: () => void withdraw(ticket, mode, content, status, id, answer) });
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
      clear(ticket.id, id);
      void queries.invalidateQueries({ queryKey: timelineKey(ticket.id) });
    },
    (error: unknown) => {
      if (error instanceof Cancelled) return clear(ticket.id, id);
      undoStack.drop(id);
      notices.dismiss(`send/${ticket.id}`);
      fail({ ticketId: ticket.id, message }, error);
    },
  );
}

/** A refused message goes back to where it can be mended. */
export function edit(ticket: Ticket, message: PendingMessage): void {
  clear(ticket.id, message.clientMessageId);
  putBack(ticket, message.kind, { bodyHtml: message.bodyHtml, cc: [], attachments: [] }, undefined);
}
