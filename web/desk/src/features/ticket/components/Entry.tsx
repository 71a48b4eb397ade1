import { Bot, ChevronDown, Ellipsis, Lock, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Message, Ticket } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { cx } from '@/shared/ui/cx';
import { Badge } from '@/shared/ui/small';
import type { PendingMessage } from '../model/thread';
import { DeliveryLine, isBad } from './DeliveryLine';
import { Files } from './Files';
import { MailBody, Safe } from './MailBody';
import styles from './thread.module.css';

const tones: Partial<Record<NonNullable<Message['automatic']>, 'warn' | 'danger'>> = { bounce: 'warn', complaint: 'danger' };

function shape(message: Message): string {
  if (message.kind === 'note') return styles.note ?? '';
  if (message.kind === 'reply') return styles.reply ?? '';
  return styles.document ?? '';
}

interface EntryProps {
  readonly message: Message;
  readonly ticket: Ticket;
}

const names = (all: Message['to']): string => all.map(({ name, address }) => name || address).join(', ');

export function Entry(props: EntryProps) {
  return props.message.kind === 'auto' ? <Automatic {...props} /> : <Spoken {...props} />;
}

function Spoken({ message, ticket }: EntryProps) {
  const t = useT();
  const others = [...message.to, ...message.cc];
  return (
    <article className={cx(styles.entry, shape(message))}>
      <header className={styles.entryHead}>
        {message.kind === 'note' && <Lock size={14} strokeWidth={1.75} aria-hidden />}
        <bdi className={styles.author}>
          {message.author.name || message.author.address || t(message.kind === 'inbound' ? 'ticket.actor.machine' : 'ticket.actor.system')}
        </bdi>
        {message.kind === 'note' ? (
          <span className={styles.noteWords}>{t('ticket.note.only-team')}</span>
        ) : (
          <>
            {message.author.address && message.kind === 'inbound' && <bdi className={styles.address}>{message.author.address}</bdi>}
            {others.length > 0 && (
              <span className={styles.address} title={others.map(({ address }) => address).join(', ')}>
                {t('ticket.to', { names: names(message.to) })}
                {message.cc.length > 0 && <> {t('ticket.cc', { names: names(message.cc) })}</>}
              </span>
            )}
          </>
        )}
        {message.automatic && (
          <Badge tone={tones[message.automatic] ?? 'plain'}>
            {message.automatic === 'bounce' ? <TriangleAlert size={12} aria-hidden /> : <Bot size={12} aria-hidden />}
            {t(`ticket.automatic.${message.automatic}`)}
          </Badge>
        )}
      </header>
      <Content message={message} />
      {message.delivery && <DeliveryLine message={message} ticketId={ticket.id} />}
    </article>
  );
}

/** Nobody wrote it and nobody has to read it: one line, unless it did not arrive. */
function Automatic({ message, ticket }: EntryProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <article className={cx(styles.entry, open && styles.document)}>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Bot size={14} strokeWidth={1.75} aria-hidden />
        {t(`ticket.automatic.${message.automatic ?? 'own'}`)}
        <bdi className={styles.address}>{t('ticket.to', { names: names(message.to) })}</bdi>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </button>
      {open && <Content message={message} />}
      {message.delivery && (open || isBad(message.delivery.state)) && <DeliveryLine message={message} ticketId={ticket.id} />}
    </article>
  );
}

function Content({ message }: { message: Message }) {
  return (
    <>
      <MailBody message={message} />
      {message.quotedHtml && <Quote html={message.quotedHtml} />}
      <Files files={message.attachments.filter(({ inline }) => !inline)} />
    </>
  );
}

function Quote({ html }: { html: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.quote}>
      <button type="button" className={styles.dots} aria-expanded={open} aria-label={t('ticket.quote')} onClick={() => setOpen(!open)}>
        <Ellipsis size={16} aria-hidden />
      </button>
      {open && <Safe html={html} className={styles.quoted ?? ''} />}
    </div>
  );
}

export function PendingEntry({ pending }: { pending: PendingMessage }) {
  const t = useT();
  return (
    <article className={cx(styles.entry, pending.kind === 'note' ? styles.note : styles.reply, styles.sending)}>
      <header className={styles.entryHead}>
        {pending.kind === 'note' && <Lock size={14} strokeWidth={1.75} aria-hidden />}
        <Badge>{t('ticket.delivery.sending')}</Badge>
      </header>
      <Safe html={pending.bodyHtml} className={styles.body ?? ''} />
    </article>
  );
}
