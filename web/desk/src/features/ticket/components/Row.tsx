import { Clock, Globe, Mail, MessageCircle, Phone } from 'lucide-react';
import { memo, useSyncExternalStore } from 'react';
import { useT } from '@/shared/i18n/format';
import { useCell } from '@/shared/store/cell';
import { drafts } from '@/shared/store/draftStore';
import { useTicketEntity } from '@/shared/store/tickets';
import type { Icon } from '@/shared/ui/Button';
import { cx } from '@/shared/ui/cx';
import { preferences } from '@/shared/ui/preferences';
import { Avatar, Badge } from '@/shared/ui/small';
import { Time } from '@/shared/ui/Time';
import { presence } from '../live';
import { useUnread } from '../reads';
import styles from './list.module.css';

const icons: Record<string, Icon> = { email: Mail, chat: MessageCircle, voice: Phone, phone: Phone };

export function ChannelIcon({ channel, size = 18 }: { channel: string; size?: number }) {
  const Glyph = icons[channel] ?? Globe;
  return <Glyph size={size} strokeWidth={1.75} aria-hidden />;
}

function useHasDraft(id: number, onServer: boolean | undefined): boolean {
  return useSyncExternalStore(drafts.subscribe, () => drafts.has(id)) || onServer === true;
}

export const Row = memo(function Row({ id }: { id: number }) {
  const t = useT();
  const ticket = useTicketEntity(id);
  const unread = useUnread(ticket);
  const draft = useHasDraft(id, ticket?.hasDraft);
  const density = useCell(preferences, (now) => now.density);
  const here = useCell(presence, (now) => now[id]);
  const typing = here?.find(({ state }) => state === 'typing');
  if (!ticket) return null;
  const urgent = ticket.priority === 'urgent' || ticket.priority === 'high';
  return (
    <div className={cx(styles.row, unread && styles.unread, urgent && styles[ticket.priority])}>
      <span className={styles.mark}>
        <ChannelIcon channel={ticket.channel} />
        {unread && <span className={styles.dot} />}
      </span>
      <span className={styles.words}>
        <span className={styles.first}>
          <bdi className={styles.name}>{ticket.contact.name}</bdi>
          {density !== 'compact' && <span className={cx(styles.org, 'ltr')}>#{ticket.number}</span>}
        </span>
        <span className={styles.second}>
          {draft && <Badge tone="note">{t('ticket.draft')}</Badge>}
          <bdi className={styles.subject}>{ticket.subject || t('ticket.no-subject')}</bdi>
        </span>
        {density === 'comfortable' && <bdi className={styles.preview}>{ticket.preview}</bdi>}
      </span>
      <span className={styles.corner}>
        <span className={styles.time}>
          <Time at={ticket.updatedAt} form="age" />
        </span>
        <span className={styles.below}>
          {ticket.snoozedUntil && <Clock size={14} aria-hidden />}
          {typing ? <Avatar name={typing.agent.name} busy /> : ticket.assignee && <Avatar name={ticket.assignee.name} />}
        </span>
      </span>
      <span className="hidden">
        {[
          unread && t('ticket.unread'),
          urgent && t(`ticket.priority.${ticket.priority}`),
          ticket.assignee && t('ticket.assigned-to', { name: ticket.assignee.name }),
          typing && t('ticket.presence.typing', { names: typing.agent.name, count: '1' }),
          ticket.snoozedUntil && t('ticket.snoozed'),
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
    </div>
  );
});
