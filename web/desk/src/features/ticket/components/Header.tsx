import { ArrowLeft, Check, Mail, MailOpen, PanelRight, Pencil, UserPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useMe } from '@/shared/api/me';
import type { Ticket } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { useShortcut } from '@/shared/keys/useShortcut';
import { Button, IconButton } from '@/shared/ui/Button';
import { Badge, StatusPill } from '@/shared/ui/small';
import { Time } from '@/shared/ui/Time';
import { narrow, useMedia } from '@/shared/ui/useMedia';
import { setStatus, setSubject, wake } from '../api';
import { contextPane } from '../panes';
import { markRead, markUnread, useUnread } from '../reads';
import { AssigneePicker, useAssign } from './Assign';
import { ChannelIcon } from './Row';
import { SnoozeMenu } from './SnoozeMenu';
import styles from './thread.module.css';

export function Header({ ticket, onBack, onDone }: { ticket: Ticket; onBack: () => void; onDone: () => void }) {
  const t = useT();
  const me = useMe();
  const assign = useAssign(ticket);
  const context = contextPane.useShown();
  const over = ticket.status === 'solved' || ticket.status === 'closed';
  const closed = ticket.status === 'closed';
  const unread = useUnread(ticket);
  const toggleUnread = () => (unread ? markRead : markUnread)(ticket);

  function solve() {
    void setStatus.run({ id: ticket.id, patch: { status: 'solved' }, shown: { status: 'solved' } });
    onDone();
  }
  function reopen() {
    void setStatus.run({ id: ticket.id, patch: { status: 'open' }, shown: { status: 'open' } });
  }

  useShortcut('ticket.solve', () => (over ? reopen() : solve()), ticket.can.edit && !closed);
  useShortcut('ticket.take', () => assign({ id: me.id, name: me.name }), ticket.can.assign);
  useShortcut('ticket.unread', toggleUnread);

  return (
    <header className={styles.header}>
      <div className={styles.subjectLine}>
        <IconButton icon={ArrowLeft} label={t('desk.back')} className={styles.back ?? ''} onPress={onBack} />
        <Subject key={ticket.id} ticket={ticket} />
      </div>
      <div className={styles.factsLine}>
        <span className="ltr">#{ticket.number}</span>
        <StatusPill status={ticket.status} />
        <span className={styles.from}>
          <ChannelIcon channel={ticket.channel} size={16} />
          <bdi>{ticket.contact.name}</bdi>
        </span>
        {ticket.snoozedUntil && (
          <Badge tone="warn">
            {t('ticket.snoozed-until')} <Time at={ticket.snoozedUntil} />
            {ticket.can.edit && (
              <button type="button" className={styles.wake} onClick={() => void wake.run({ id: ticket.id })}>
                {t('ticket.wake')}
              </button>
            )}
          </Badge>
        )}
        <span className={styles.actions}>
          <AssigneePicker
            ticket={ticket}
            trigger={
              <Button
                icon={UserPlus}
                isDisabled={!ticket.can.assign}
                className={styles.assignee ?? ''}
                aria-label={`${t('ticket.assign')}: ${ticket.assignee?.name ?? t('ticket.unassigned')}`}
              >
                <bdi>{ticket.assignee?.name ?? t('ticket.unassigned')}</bdi>
              </Button>
            }
          />
          {ticket.can.edit && <SnoozeMenu ticket={ticket} onDone={onDone} />}
          <IconButton
            icon={unread ? MailOpen : Mail}
            label={t(unread ? 'ticket.mark-read' : 'ticket.mark-unread')}
            shortcut="ticket.unread"
            onPress={toggleUnread}
            className={styles.wide ?? ''}
          />
          {ticket.can.edit && !closed && (
            <Button icon={Check} shortcut="ticket.solve" onPress={over ? reopen : solve}>
              {t(over ? 'ticket.reopen' : 'ticket.solve')}
            </Button>
          )}
          {!context && <IconButton icon={PanelRight} label={t('ticket.context')} shortcut="desk.context" onPress={() => contextPane.show(true)} />}
        </span>
      </div>
    </header>
  );
}

function Subject({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const alone = useMedia(narrow);
  const [text, setText] = useState<string | null>(null);
  const change = useRef<HTMLButtonElement>(null);
  const edit = () => ticket.can.edit && setText(ticket.subject);

  function finish(subject: string | null) {
    setText(null);
    const wanted = subject?.trim();
    if (wanted && wanted !== ticket.subject) void setSubject.run({ id: ticket.id, patch: { subject: wanted }, shown: { subject: wanted } });
  }
  /** By key the field is left for the button that opened it: the next key is not lost. */
  function leave(subject: string | null) {
    flushSync(() => finish(subject));
    change.current?.focus();
  }

  if (text === null) {
    return (
      <>
        <h2 className={styles.subject} aria-level={alone ? 1 : 2} onDoubleClick={edit} dir="auto">
          {ticket.subject || t('ticket.no-subject')}
        </h2>
        {ticket.can.edit && <IconButton ref={change} icon={Pencil} label={t('ticket.subject.edit')} onPress={edit} />}
      </>
    );
  }
  return (
    <input
      aria-label={t('ticket.field.subject')}
      value={text}
      // biome-ignore lint/a11y/noAutofocus: it appears because it was asked for
      autoFocus
      className={styles.subjectField}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(text)}
      onKeyDown={(event) => {
        if ((event.key !== 'Enter' && event.key !== 'Escape') || event.nativeEvent.isComposing) return;
        event.preventDefault();
        leave(event.key === 'Enter' ? text : null);
      }}
    />
  );
}
