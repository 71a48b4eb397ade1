import { memo, type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useIntl } from 'react-intl';
import type { Ticket, TimelineEntry } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { useCell } from '@/shared/store/cell';
import { Failed, Loading } from '@/shared/ui/small';
import { Time } from '@/shared/ui/Time';
import type { useMessages } from '../api';
import { factWords } from '../model/facts';
import { foldFrom, type Item, thread } from '../model/thread';
import { pending } from '../sending';
import { Entry, PendingEntry } from './Entry';
import styles from './thread.module.css';

const none: readonly never[] = [];

interface ThreadProps {
  readonly ticket: Ticket;
  readonly query: ReturnType<typeof useMessages>;
  readonly timeline: readonly TimelineEntry[];
  /** Whether the thread before this one had the focus when it went: whoever is in the thread stays in it. */
  readonly inside: RefObject<boolean>;
}

export function Thread({ ticket, query, timeline, inside }: ThreadProps) {
  const t = useT();
  const waiting = useCell(pending, (now) => now[ticket.id] ?? none);
  const older = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLElement>(null);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const items = useMemo(
    () => thread(data?.pages.flatMap((page) => page.items) ?? [], timeline, waiting, data !== undefined && !hasNextPage),
    [data, timeline, waiting, hasNextPage],
  );

  useEffect(() => {
    if (!older.current || !hasNextPage) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && void fetchNextPage(), { rootMargin: '400px' });
    watch.observe(older.current);
    return () => watch.disconnect();
  }, [hasNextPage, fetchNextPage]);

  useLayoutEffect(() => {
    const here = scroller.current;
    if (inside.current) here?.focus({ preventScroll: true });
    return () => {
      inside.current = here?.contains(document.activeElement) ?? false;
    };
  }, [inside]);

  if (query.error && !data) {
    return <Failed title={t('ticket.thread.failed')} error={query.error} retry={query.refetch} />;
  }
  return (
    <section ref={scroller} className={styles.scroller} tabIndex={0} data-thread aria-label={t('ticket.thread')}>
      <div className={styles.entries}>
        <div ref={older}>{isFetchingNextPage && <Loading rows={2} />}</div>
        {!data && <Loading rows={4} />}
        <ol className={styles.timeline} aria-live="polite" aria-relevant="additions">
          {items.map((item) => (
            <Line key={item.key} item={item} ticket={ticket} />
          ))}
        </ol>
      </div>
    </section>
  );
}

const Line = memo(function Line({ item, ticket }: { item: Item; ticket: Ticket }) {
  if (item.type === 'day') {
    return (
      <li className={styles.day}>
        <Time at={item.at} form="date" />
      </li>
    );
  }
  return (
    <li className={styles.line}>
      <span className={styles.gutter}>
        <Time at={item.at} form="clock" />
      </span>
      {item.type === 'message' && <Entry message={item.message} ticket={ticket} />}
      {item.type === 'pending' && <PendingEntry pending={item.pending} />}
      {item.type === 'events' && <Events events={item.events} />}
    </li>
  );
});

function Events({ events }: { events: readonly TimelineEntry[] }) {
  const t = useT();
  const intl = useIntl();
  const lines = events.map((event) => (
    <p key={event.id} className={styles.event}>
      <bdi>{factWords(intl, event)}</bdi>
      {events.length > 1 && (
        <span className={styles.eventTime}>
          <Time at={event.at} form="clock" />
        </span>
      )}
    </p>
  ));
  if (events.length < foldFrom) return <div className={styles.events}>{lines}</div>;
  return (
    <details className={styles.events}>
      <summary className={styles.event}>{t('ticket.events', { count: String(events.length) })}</summary>
      {lines}
    </details>
  );
}
