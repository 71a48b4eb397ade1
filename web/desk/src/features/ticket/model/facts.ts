import type { IntlShape } from 'react-intl';
import type { TimelineEntry } from '@/shared/api/types';
import { known, translate } from '@/shared/i18n/format';

type Json = Record<string, unknown>;

/** Names come resolved beside the ids, keyed "agent:7". */
export function nameOf(names: TimelineEntry['names'], kind: string, id: unknown): string | null {
  return names[`${kind}:${id}`] ?? null;
}

const fields: Record<string, string> = { status: 'ticket.status', priority: 'ticket.priority' };

export function actorName(intl: IntlShape, { actor }: TimelineEntry): string {
  const t = translate(intl);
  if (actor.name) return actor.name;
  const id = `ticket.actor.${actor.kind}`;
  return known(intl, id) ? t(id) : t('ticket.actor.system');
}

/** One quiet sentence per fact, from its type and values alone. */
export function factWords(intl: IntlShape, entry: TimelineEntry): string {
  const t = translate(intl);
  const name = entry.type.replace(/^ticket\./, '');
  const data = entry.data as Json;
  const { names } = entry;
  const kind = name.includes('team') ? 'team' : 'agent';
  const word = (value: unknown): string => {
    if (value === null || value === undefined) return '';
    const field = Object.keys(fields).find((candidate) => name.startsWith(candidate));
    const enumerated = field ? `${fields[field]}.${String(value).toLowerCase().replace('_', '-')}` : '';
    if (enumerated && known(intl, enumerated)) return t(enumerated);
    if (/assign|team/.test(name)) return nameOf(names, kind, value) ?? '';
    if (Array.isArray(value)) return value.join(', ');
    return String(value);
  };
  const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value ? [String(value)] : []);
  const before = list(data.before);
  const after = list(data.after);
  const values = {
    who: actorName(intl, entry),
    before: word(data.before),
    after: word(data.after ?? data.assignee ?? data.agentId ?? data.teamId),
    added: list(data.added ?? after.filter((tag) => !before.includes(tag))).join(', '),
    removed: list(data.removed ?? before.filter((tag) => !after.includes(tag))).join(', '),
    until: data.until ? new Date(String(data.until)) : null,
    why:
      String(data.why ?? '')
        .toLowerCase()
        .replaceAll('-', '_') || 'other',
    // By which channel it came, where nobody of us did it.
    via: (entry.actor.kind === 'system' && entry.actor.via) || 'other',
    number: String(data.number ?? nameOf(names, 'ticket', data.ticketId) ?? ''),
  };
  const id = `ticket.fact.${name}`;
  return known(intl, id) ? t(id, values) : t('ticket.fact.other', { ...values, type: name.replaceAll('-', ' ') });
}
