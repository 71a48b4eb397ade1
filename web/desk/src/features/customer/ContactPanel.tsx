import { Copy, Mail, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { problemWords, useT } from '@/shared/i18n/format';
import { notices } from '@/shared/store/notices';
import { useTicketEntity } from '@/shared/store/tickets';
import { Button, IconButton } from '@/shared/ui/Button';
import { Link } from '@/shared/ui/Link';
import { Badge, Loading, StatusPill } from '@/shared/ui/small';
import { Time } from '@/shared/ui/Time';
import { useContact, useLastTickets } from './api';
import styles from './contact.module.css';
import { localTime } from './localTime';

export function ContactPanel({ contactId, ticketId, children }: { contactId: number; ticketId: number; children: ReactNode }) {
  const t = useT();
  const intl = useIntl();
  const { data: contact, error, refetch } = useContact(contactId);
  if (!contact) {
    return (
      <>
        {error ? (
          <section className={styles.block}>
            <p>{problemWords(intl, error)}</p>
            <Button onPress={() => void refetch()}>{t('desk.retry')}</Button>
          </section>
        ) : (
          <Loading rows={3} />
        )}
        {children}
      </>
    );
  }
  const clock = localTime(contact.zone, new Date());
  const language = contact.locale && new Intl.DisplayNames([intl.locale], { type: 'language' }).of(contact.locale);
  return (
    <>
      <section className={styles.block} aria-label={t('customer.contact')}>
        <h3 className={styles.name} dir="auto">
          {contact.name}
        </h3>
        <p className={styles.about}>
          {clock && <span>{t('customer.local-time', { time: clock })}</span>}
          {language && <Badge>{language}</Badge>}
          <span>
            {t('customer.since')} <Time at={contact.createdAt} form="month" />
          </span>
        </p>
        <ul className={styles.handles} aria-label={t('customer.handles')}>
          {contact.handles.map(({ kind, address }) => {
            const Glyph = kind === 'email' ? Mail : Phone;
            return (
              <li key={address}>
                <Glyph size={15} strokeWidth={1.75} aria-hidden />
                <bdi className={styles.address}>{address}</bdi>
                <IconButton
                  icon={Copy}
                  label={t('customer.copy', { address })}
                  onPress={() =>
                    void navigator.clipboard
                      .writeText(address)
                      .then(() => notices.show({ id: 'copied', tone: 'done', text: { id: 'customer.copied', values: { address } } }))
                  }
                />
              </li>
            );
          })}
        </ul>
      </section>
      {children}
      <LastTickets contactId={contactId} ticketId={ticketId} />
    </>
  );
}

function LastTickets({ contactId, ticketId }: { contactId: number; ticketId: number }) {
  const t = useT();
  const { data } = useLastTickets(contactId);
  const others = data?.filter((id) => id !== ticketId).slice(0, 10) ?? [];
  return (
    <section className={styles.block} aria-labelledby="last-tickets">
      <h3 id="last-tickets" className={styles.group}>
        {t('customer.tickets')}
      </h3>
      {data && !others.length && <p className={styles.about}>{t('customer.no-tickets')}</p>}
      <ul className={styles.tickets}>
        {others.map((id) => (
          <LastTicket key={id} id={id} />
        ))}
      </ul>
    </section>
  );
}

function LastTicket({ id }: { id: number }) {
  const t = useT();
  const ticket = useTicketEntity(id);
  if (!ticket) return null;
  return (
    <li>
      <Link to={`/inbox/open/${id}`} className={styles.ticket ?? ''}>
        <bdi className={styles.subject}>{ticket.subject || t('ticket.no-subject')}</bdi>
        <StatusPill status={ticket.status} />
        <span className={styles.when}>
          <Time at={ticket.updatedAt} form="age" />
        </span>
      </Link>
    </li>
  );
}
