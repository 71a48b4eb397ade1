const awake = (ticket) => !['solved', 'closed'].includes(ticket.status) && !ticket.snoozedUntil;

const members = {
  mine: (ticket, me) => awake(ticket) && ticket.assignee?.id === me.id,
  'my-teams': (ticket, me) => awake(ticket) && me.teamIds.includes(ticket.team?.id),
  unassigned: (ticket) => awake(ticket) && !ticket.assignee,
  open: (ticket) => awake(ticket),
};

export const viewKeys = Object.keys(members);

export function inView(view, ticket, me) {
  return members[view]?.(ticket, me) ?? true;
}

export function counts(state, me) {
  const all = [...state.tickets.values()];
  return Object.fromEntries(viewKeys.map((view) => [view, all.filter((ticket) => inView(view, ticket, me)).length]));
}

/** The little of `q` that the desk itself writes, and words. */
export function matches(q, ticket) {
  return q
    .split(/\s+/)
    .filter(Boolean)
    .every((term) => {
      const [field, value] = term.includes(':') ? term.split(':') : [null, term];
      if (field === 'contact') return ticket.contact.id === Number(value);
      if (field === 'status' || field === 'priority') return ticket[field] === value;
      if (field === 'tag') return ticket.tags.includes(value);
      return `${ticket.number} ${ticket.subject} ${ticket.contact.name} ${ticket.replyTo}`.toLowerCase().includes(value.toLowerCase());
    });
}

export function page(items, params) {
  const limit = Math.min(100, Number(params.get('limit') ?? 50));
  const from = Number(params.get('after') ?? 0);
  return { items: items.slice(from, from + limit), next: from + limit < items.length ? String(from + limit) : null };
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export function highlight(text, q) {
  const words = q.split(/\s+/).filter((word) => word && !word.includes(':'));
  return words.reduce((html, word) => html.replace(new RegExp(word.replace(/[^\p{L}\p{N}]/gu, '\\$&'), 'giu'), '<mark>$&</mark>'), escaped(text));
}
