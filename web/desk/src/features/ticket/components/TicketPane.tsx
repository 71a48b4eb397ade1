import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import { api, data } from '@/shared/api/client';
import type { Mode, Present, TimelineEntry } from '@/shared/api/types';
import { problemWords, useT } from '@/shared/i18n/format';
import { Presence } from '@/shared/live/presence';
import { Cell, useCell } from '@/shared/store/cell';
import { tickets, useTicketEntity } from '@/shared/store/tickets';
import { Button } from '@/shared/ui/Button';
import { Avatar, Empty, Loading } from '@/shared/ui/small';
import { shorten, useMessages, useTicket, useTimeline } from '../api';
import { presence, setPresence, useTopic, visit } from '../live';
import { useReading } from '../reads';
import { Header } from './Header';
import { Thread } from './Thread';
import styles from './thread.module.css';

const Composer = lazy(async () => {
  // Asked for together: one after the other they would take twice as long.
  void import('@/shared/editor/Editor');
  return { default: (await import('./Composer')).Composer };
});

interface TicketPaneProps {
  readonly id: number;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** Reply or note, per ticket: coming back must not turn a half-written note into a reply. */
const modes = new Cell<Readonly<Record<number, Mode>>>({});
const nobody: readonly Present[] = [];
const none: readonly TimelineEntry[] = [];

function usePresence(id: number): (typing: boolean) => void {
  const here = useRef<Presence | null>(null);
  useEffect(() => {
    const params = { path: { id } };
    const leave = visit(id);
    const word = new Presence({
      tell: (state) =>
        data(api.PUT('/api/v1/tickets/{id}/presence', { params, body: { state } })).then(
          ({ others }) => setPresence(id, others),
          // Who cannot be heard of is not said to be here.
          () => setPresence(id, nobody),
        ),
      leave: () => data(api.DELETE('/api/v1/tickets/{id}/presence', { params, keepalive: true })),
    });
    here.current = word;
    // Passing by with J is no visit.
    const arrival = setTimeout(() => word.start(), 400);
    const farewell = () => word.leave();
    window.addEventListener('pagehide', farewell);
    return () => {
      clearTimeout(arrival);
      window.removeEventListener('pagehide', farewell);
      word.stop();
      leave();
    };
  }, [id]);
  return (typing) => (typing ? here.current?.typing() : here.current?.rested());
}

export function TicketPane({ id, onBack, onDone }: TicketPaneProps) {
  const t = useT();
  const intl = useIntl();
  const ticket = useTicketEntity(id);
  const fresh = useTicket(id);
  const messages = useMessages(id);
  const timeline = useTimeline(id).data ?? none;
  const others = useCell(presence, (now) => now[id] ?? nobody);
  const mode = useCell(modes, (now) => now[id] ?? 'reply');
  const setMode = useCallback((next: Mode) => modes.update((now) => ({ ...now, [id]: next })), [id]);
  // The subject and the newest messages are painted first; an editor takes longer than a frame to make.
  const late = useDeferredValue(id, null);
  const typing = usePresence(id);
  const inThread = useRef(false);
  useEffect(() => () => shorten(id), [id]);
  useTopic(`ticket:${id}`);
  useReading(ticket);

  useEffect(() => {
    // The store forgets sooner than the answer it came with, and may have only a row of it by then.
    if (!ticket?.proposals && fresh.data) tickets.put(fresh.data);
  }, [ticket, fresh.data]);

  if (!ticket) {
    if (!fresh.error) return <Loading />;
    return (
      <Empty title={t('ticket.unavailable')} action={<Button onPress={onBack}>{t('desk.back')}</Button>}>
        {problemWords(intl, fresh.error)}
      </Empty>
    );
  }
  return (
    <article className={styles.ticket} aria-label={ticket.subject || t('ticket.no-subject')}>
      <Header ticket={ticket} onBack={onBack} onDone={onDone} />
      {others.length > 0 && <Strip others={others} />}
      <Thread key={`thread-${id}`} ticket={ticket} query={messages} timeline={timeline} inside={inThread} />
      {(ticket.can.reply || ticket.can.note) &&
        (late === id ? (
          <Suspense fallback={<div className={styles.composerSpace} />}>
            <Composer key={`composer-${id}`} ticket={ticket} query={messages} mode={mode} onMode={setMode} onTyping={typing} onDone={onDone} />
          </Suspense>
        ) : (
          <div className={styles.composerSpace} />
        ))}
    </article>
  );
}

function Strip({ others }: { others: readonly Present[] }) {
  const t = useT();
  const typing = others.filter(({ state }) => state === 'typing');
  const shown = typing.length ? typing : others;
  const names = shown.map(({ agent }) => agent.name).join(', ');
  return (
    <p className={styles.strip} data-typing={typing.length > 0} role="status">
      {shown.slice(0, 3).map(({ agent }) => (
        <Avatar key={agent.id} name={agent.name} />
      ))}
      <span>{t(typing.length ? 'ticket.presence.typing' : 'ticket.presence.viewing', { names, count: String(shown.length) })}</span>
    </p>
  );
}
