import type { Message, Ticket, TimelineEntry } from '@/shared/api/types';
import type { PendingMessage } from './model/thread';

/** The house's cast for tests: agents Ada and Grace, customer Linus, mailbox Support. */
export function clock(hour: number, minute = 0, day = 24): string {
  return new Date(2026, 10, day, hour, minute).toISOString();
}

export function ticket(more: Partial<Ticket> = {}): Ticket {
  return {
    id: 1007,
    number: 1007,
    version: 1,
    subject: 'The tent leaks',
    status: 'open',
    priority: 'normal',
    assignee: null,
    team: null,
    contact: { id: 301, name: 'Linus' },
    tags: [],
    snoozedUntil: null,
    createdAt: clock(9),
    updatedAt: clock(10),
    channel: 'email',
    preview: null,
    hasDraft: false,
    messageCount: 1,
    followUpOf: null,
    can: { edit: true, reply: true, note: true, assign: true },
    replyTo: 'linus@example.com',
    proposals: [],
    ...more,
  };
}

export function message(id: number, more: Partial<Message> = {}): Message {
  return {
    id,
    kind: 'inbound',
    automatic: null,
    channel: 'email',
    author: { kind: 'contact', id: 301, name: 'Linus', address: 'linus@example.com' },
    to: [{ address: 'support@rapport.example', name: 'Support' }],
    cc: [],
    subject: 'The tent leaks',
    bodyHtml: `<p>Message ${id}</p>`,
    bodyText: '',
    visibleText: '',
    quotedHtml: '',
    contentUrl: null,
    contentUrlWithPictures: null,
    hasRemotePictures: false,
    appearance: 'simple',
    attachments: [],
    delivery: null,
    clientMessageId: null,
    at: clock(9),
    ...more,
  };
}

export function fact(id: number, more: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    id,
    at: clock(10),
    actor: { kind: 'agent', id: 102, name: 'Grace', via: null },
    type: 'ticket.status-changed',
    data: { before: 'new', after: 'open' },
    names: {},
    command: id,
    ...more,
  };
}

export function pendingMessage(clientMessageId: string, more: Partial<PendingMessage> = {}): PendingMessage {
  return { clientMessageId, kind: 'reply', bodyHtml: '<p>On its way</p>', at: clock(11), ...more };
}
