import { Problem } from './http.mjs';
import { messagesOf } from './state.mjs';
import { counts, highlight, inView, matches, page } from './views.mjs';

const named = (list, id) => {
  const found = list.find((entry) => entry.id === id);
  if (!found) throw new Problem(422, 'invalid', { errors: [{ field: 'id', code: 'unknown' }] });
  return { id: found.id, name: found.name };
};

/** Lists leave out what only a ticket's own page says. */
const asRow = ({ replyTo, proposals, ...row }) => row;

export function ticketRoutes(state, streams) {
  const find = (id) => {
    const ticket = state.tickets.get(Number(id));
    if (!ticket) throw new Problem(404, 'not-found');
    return ticket;
  };

  function change(ticket, patch, me, fact, messages = false) {
    const next = { ...ticket, ...patch, version: ticket.version + 1, updatedAt: new Date(state.now()).toISOString() };
    state.tickets.set(ticket.id, next);
    messagesOf(state, ticket);
    if (fact) {
      state.timelines.get(ticket.id).push({
        id: ++state.nextId,
        at: next.updatedAt,
        actor: { kind: 'agent', id: me.id, name: me.name, via: null },
        type: fact.type,
        data: fact.data,
        names: fact.names ?? {},
        command: state.nextId,
      });
    }
    streams.changed(ticket, next, { ...patch, updatedAt: next.updatedAt }, { kind: me.kind ?? 'agent', id: me.id }, messages);
    return next;
  }

  function patchTicket({ params, body, me, headers }) {
    const ticket = find(params.id);
    const wanted = headers['if-match']?.replaceAll('"', '');
    if (wanted && Number(wanted) !== ticket.version) throw new Problem(412, 'version-mismatch', { current: ticket });
    const patch = {};
    const facts = [];
    for (const field of ['subject', 'status', 'priority', 'tags']) {
      if (body[field] === undefined) continue;
      patch[field] = body[field];
      facts.push({ type: `ticket.${field}-changed`, data: { before: ticket[field], after: body[field] } });
    }
    if (body.assigneeId !== undefined) {
      patch.assignee = body.assigneeId === null ? null : named(state.agents, body.assigneeId);
      facts.push({
        type: 'ticket.assigned',
        data: { before: ticket.assignee?.id ?? null, after: body.assigneeId },
        names: patch.assignee ? { [`agent:${patch.assignee.id}`]: patch.assignee.name } : {},
      });
    }
    if (body.teamId !== undefined) {
      patch.team = body.teamId === null ? null : named(state.teams, body.teamId);
      facts.push({
        type: 'ticket.team-changed',
        data: { before: ticket.team?.id ?? null, after: body.teamId },
        names: patch.team ? { [`team:${patch.team.id}`]: patch.team.name } : {},
      });
    }
    return change(ticket, patch, me, facts[0]);
  }

  function addMessage({ params, body, me }) {
    const ticket = find(params.id);
    const list = messagesOf(state, ticket);
    const known = list.find(({ clientMessageId }) => clientMessageId === body.clientMessageId);
    if (known?.delivery?.state === 'withdrawn') throw new Problem(409, 'withdrawn');
    if (known) return known;
    const delay = body.kind === 'reply' ? (body.delaySeconds ?? 0) : 0;
    const at = new Date(state.now()).toISOString();
    const sendAt = new Date(state.now() + delay * 1000).toISOString();
    const state0 = delay ? 'queued' : 'sent';
    const message = {
      id: ++state.nextId,
      kind: body.kind,
      automatic: null,
      channel: ticket.channel,
      author: { kind: 'agent', id: me.id, name: me.name },
      to: body.kind === 'reply' ? [{ address: ticket.replyTo, name: ticket.contact.name }] : [],
      cc: (body.cc ?? []).map((address) => ({ address, name: null })),
      subject: ticket.subject,
      bodyHtml: body.bodyHtml,
      bodyText: '',
      visibleText: '',
      quotedHtml: '',
      contentUrl: null,
      hasRemotePictures: false,
      appearance: 'simple',
      attachments: (body.attachmentIds ?? []).map((id) => state.attachments.get(id)).filter(Boolean),
      delivery:
        body.kind === 'reply'
          ? { state: state0, reason: null, sendAt, recipients: [{ address: ticket.replyTo, state: state0, reason: null }] }
          : null,
      clientMessageId: body.clientMessageId,
      at,
    };
    list.push(message);
    state.drafts.delete(`${ticket.id}/${body.kind}`);
    change(
      ticket,
      { messageCount: ticket.messageCount + 1, hasDraft: false, ...(delay ? {} : body.status ? { status: body.status } : {}) },
      me,
      null,
      true,
    );
    if (delay) setTimeout(() => release(ticket.id, message, body.status, me), delay * 1000).unref();
    return message;
  }

  function release(ticketId, message, status, me) {
    if (message.delivery.state !== 'queued') return;
    message.delivery = {
      ...message.delivery,
      state: 'sent',
      recipients: message.delivery.recipients.map((recipient) => ({ ...recipient, state: 'sent' })),
    };
    const ticket = find(ticketId);
    change(
      ticket,
      status ? { status } : {},
      me,
      status && status !== ticket.status ? { type: 'ticket.status-changed', data: { before: ticket.status, after: status } } : null,
      true,
    );
  }

  function withdraw({ params, me }) {
    const ticket = find(params.id);
    const list = messagesOf(state, ticket);
    const message = list.find(({ id }) => id === Number(params.messageId));
    if (!message) throw new Problem(404, 'not-found');
    if (message.delivery?.state !== 'queued') throw new Problem(409, 'already-sent');
    message.delivery.state = 'withdrawn';
    list.splice(list.indexOf(message), 1);
    change(ticket, { messageCount: ticket.messageCount - 1 }, me, null, true);
    return {
      kind: message.kind,
      bodyHtml: message.bodyHtml,
      cc: message.cc.map(({ address }) => address),
      to: [],
      attachments: message.attachments,
      updatedAt: new Date(state.now()).toISOString(),
    };
  }

  const draftKey = (params, query, body) => `${find(params.id).id}/${body?.kind ?? query.get('kind')}`;
  const others = (ticketId, me) => [...(state.presence.get(ticketId) ?? new Map()).values()].filter(({ agent }) => agent.id !== me.id);

  const messagePage = (id, query) => page([...messagesOf(state, find(id))].reverse(), query);
  const timelinePage = (id, query) => {
    const ticket = find(id);
    // Filled when they are first asked for.
    messagesOf(state, ticket);
    return page(state.timelines.get(ticket.id).toReversed(), query);
  };

  return {
    'GET /tickets': ({ query, me }) => {
      const view = query.get('view');
      const q = query.get('q');
      const found = [...state.tickets.values()].reverse().filter((ticket) => (!view || inView(view, ticket, me)) && (!q || matches(q, ticket)));
      return page(found.map(asRow), query);
    },
    'GET /tickets/:id': ({ params }) => find(params.id),
    'PATCH /tickets/:id': patchTicket,
    'GET /tickets/:id/page': ({ params, query }) => ({
      ticket: find(params.id),
      messages: messagePage(params.id, query),
      timeline: query.get('timeline') === 'true' ? timelinePage(params.id, new URLSearchParams({ limit: '100' })) : null,
    }),
    'GET /tickets/:id/messages': ({ params, query }) => messagePage(params.id, query),
    'POST /tickets/:id/messages': addMessage,
    'DELETE /tickets/:id/messages/:messageId': withdraw,
    'POST /tickets/:id/messages/:messageId/retries': ({ params }) => {
      const message = messagesOf(state, find(params.id)).find(({ id }) => id === Number(params.messageId));
      message.delivery = {
        state: 'retrying',
        reason: null,
        sendAt: null,
        recipients: message.delivery.recipients.map((recipient) => ({ ...recipient, state: 'retrying', reason: null })),
      };
      return message;
    },
    'GET /tickets/:id/timeline': ({ params, query }) => timelinePage(params.id, query),
    'PUT /tickets/:id/snooze': ({ params, body, me }) =>
      change(find(params.id), { snoozedUntil: body.until }, me, { type: 'ticket.snoozed', data: { until: body.until } }),
    'DELETE /tickets/:id/snooze': ({ params, me }) =>
      change(find(params.id), { snoozedUntil: null }, me, { type: 'ticket.woken', data: { why: 'agent' } }),
    'GET /tickets/:id/draft': ({ params, query }) => {
      const draft = state.drafts.get(draftKey(params, query));
      if (!draft) throw new Problem(404, 'not-found');
      return draft;
    },
    'PUT /tickets/:id/draft': ({ params, query, body }) => {
      const draft = {
        ...body,
        attachments: body.attachmentIds.map((id) => state.attachments.get(id)).filter(Boolean),
        updatedAt: new Date(state.now()).toISOString(),
      };
      state.drafts.set(draftKey(params, query, body), draft);
      return draft;
    },
    'DELETE /tickets/:id/draft': ({ params, query }) => void state.drafts.delete(draftKey(params, query)),
    'PUT /tickets/:id/presence': ({ params, body, me }) => {
      const id = Number(params.id);
      const here = state.presence.get(id) ?? new Map();
      state.presence.set(id, here.set(me.id, { agent: { id: me.id, name: me.name }, state: body.state }));
      streams.presence(id, [...here.values()]);
      return { others: others(id, me) };
    },
    'DELETE /tickets/:id/presence': ({ params, me }) => {
      const here = state.presence.get(Number(params.id));
      if (here?.delete(me.id)) streams.presence(Number(params.id), [...here.values()]);
    },
    'GET /views': ({ me }) => ({ items: Object.entries(counts(state, me)).map(([key, count]) => ({ key, count })) }),
    'GET /search': ({ query }) => {
      const q = query.get('q') ?? '';
      const found = [...state.tickets.values()].reverse().filter((ticket) => matches(q, ticket));
      const result = page(found, query);
      return {
        ...result,
        items: result.items.map((ticket) => ({
          ticket,
          highlights: [
            { field: 'subject', html: highlight(ticket.subject, q) },
            { field: 'contact', html: highlight(ticket.contact.name, q) },
          ],
        })),
      };
    },
    'GET /tags': () => ({ items: ['refund', 'vip', 'warranty'], next: null }),
    'GET /contacts/:id': ({ params }) => {
      const contact = state.contacts.find(({ id }) => id === Number(params.id));
      if (!contact) throw new Problem(404, 'not-found');
      return contact;
    },
    'POST /attachments': ({ file }) => {
      const attachment = {
        id: ++state.nextId,
        name: file.name,
        contentType: file.type,
        size: file.size,
        url: `/api/v1/attachments/${state.nextId}`,
        inline: false,
      };
      state.attachments.set(attachment.id, attachment);
      return attachment;
    },
    /** What a customer or a colleague does, for stories. */
    'POST /fake/tickets/:id/inbound': ({ params, body }) => {
      const ticket = find(params.id);
      const list = messagesOf(state, ticket);
      const first = list[0];
      list.push({ ...first, id: ++state.nextId, bodyHtml: `<p>${body.text}</p>`, cc: [], at: new Date(state.now()).toISOString() });
      return change(ticket, { messageCount: ticket.messageCount + 1 }, { kind: 'system', id: 0 }, null, true);
    },
    'POST /fake/tickets': ({ body, me }) => {
      const id = Math.max(...state.tickets.keys()) + 1;
      const model = [...state.tickets.values()].at(-1);
      const ticket = {
        ...model,
        id,
        number: id,
        version: 1,
        subject: body.subject,
        assignee: { id: me.id, name: me.name },
        status: 'new',
        proposals: [],
        createdAt: new Date(state.now()).toISOString(),
        updatedAt: new Date(state.now()).toISOString(),
      };
      state.tickets.set(id, ticket);
      streams.changed(null, ticket, null, { kind: 'contact', id: model.contact.id });
      return ticket;
    },
    'PATCH /fake/tickets/:id': ({ params, body }) => change(find(params.id), body, { id: 103, name: 'Tom Okafor' }, null),
    'POST /fake/tickets/:id/presence': ({ params, body }) => {
      const id = Number(params.id);
      const here = state.presence.get(id) ?? new Map();
      state.presence.set(id, here.set(103, { agent: { id: 103, name: 'Tom Okafor' }, state: body.state }));
      streams.presence(id, [...here.values()]);
    },
  };
}
