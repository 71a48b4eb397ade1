import { X } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Ticket } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { useTicketEntity } from '@/shared/store/tickets';
import { IconButton } from '@/shared/ui/Button';
import { Link } from '@/shared/ui/Link';
import { Badge } from '@/shared/ui/small';
import styles from './side.module.css';
import { TicketFields } from './TicketFields';

interface SidePaneProps {
  readonly id: number;
  readonly context: (contactId: number, ticketId: number, fields: ReactNode) => ReactNode;
  readonly onClose: () => void;
}

export const SidePane = memo(function SidePane({ id, context, onClose }: SidePaneProps) {
  const t = useT();
  const ticket = useTicketEntity(id);
  if (!ticket) return null;
  return (
    <>
      <button type="button" className={styles.scrim} aria-label={t('desk.close')} onClick={onClose} />
      <aside className={styles.side} aria-label={t('ticket.context')}>
        <header className={styles.head}>
          <h2 className={styles.title}>{t('ticket.context')}</h2>
          <IconButton icon={X} label={t('desk.close')} shortcut="desk.context" onPress={onClose} />
        </header>
        {context(ticket.contact.id, ticket.id, <Fields ticket={ticket} />)}
        {ticket.followUpOf && (
          <p className={styles.block}>
            <Link to={`/inbox/open/${ticket.followUpOf.id}`}>{t('ticket.follow-up-of', { number: String(ticket.followUpOf.number) })}</Link>
          </p>
        )}
        {ticket.proposals?.map((proposal) => (
          <section key={proposal.id} className={styles.proposal}>
            <p>
              <Link to={`/inbox/open/${proposal.id}`}>{t('ticket.proposal', { number: String(proposal.number) })}</Link>
            </p>
            <bdi className={styles.proposalSubject}>{proposal.subject || t('ticket.no-subject')}</bdi>
            <ul className={styles.parts} aria-label={t('ticket.proposal.score', { score: String(proposal.score) })}>
              {proposal.parts.map(({ part, points }) => (
                <li key={part}>
                  <Badge>
                    {t(`ticket.proposal.part.${part}`)} <span className="ltr">{points > 0 ? `+${points}` : points}</span>
                  </Badge>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </aside>
    </>
  );
});

function Fields({ ticket }: { ticket: Ticket }) {
  const t = useT();
  return (
    <section className={styles.block} aria-labelledby="ticket-fields">
      <h3 id="ticket-fields" className={styles.group}>
        {t('ticket.fields')}
      </h3>
      <TicketFields ticket={ticket} />
    </section>
  );
}
