import { lazy, type ReactNode, Suspense, useDeferredValue, useEffect, useRef } from 'react';
import { useMe } from '@/shared/api/me';
import type { ViewKey } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { useShortcut } from '@/shared/keys/useShortcut';
import { Cell, useCell } from '@/shared/store/cell';
import { tickets, useTicketEntity } from '@/shared/store/tickets';
import { cx } from '@/shared/ui/cx';
import { useGo } from '@/shared/ui/Link';
import { prefer, preferences } from '@/shared/ui/preferences';
import { SplitPane } from '@/shared/ui/SplitPane';
import { Empty, Loading } from '@/shared/ui/small';
import { narrow, useMedia } from '@/shared/ui/useMedia';
import { useTitle } from '@/shared/ui/useTitle';
import { prefetch } from '../api';
import { askField, type Field } from '../asked';
import { listOf } from '../list';
import { useTicketStream } from '../live';
import { neighbour } from '../model/listWindow';
import { closeDrawers, contextPane, viewsPane } from '../panes';
// Messages that an earlier page could not send are sent by it, whether a ticket is opened or not.
import '../sending';
import styles from './inbox.module.css';
import { ListPane } from './ListPane';
import list from './list.module.css';
import { ViewList } from './ViewList';

const loadPane = async () => ({ default: (await import('./TicketPane')).TicketPane });
const TicketPane = lazy(loadPane);
// Asked for with the page and not with the first ticket: it comes beside the list instead of before it.
void loadPane().catch(() => {});
const SidePane = lazy(async () => ({ default: (await import('./SidePane')).SidePane }));

interface InboxPageProps {
  readonly view: ViewKey;
  readonly ticketId: number | null;
  /** What `app` puts into the slot `ticket.context`: the customer's panel. */
  readonly context: (contactId: number, ticketId: number, fields: ReactNode) => ReactNode;
}

/** Replacing the URL takes 4 ms: the selection moves first and the address follows when the keys rest. */
const urlAfter = 180;
const selection = new Cell<number | null>(null);

export function InboxPage({ view, ticketId, context }: InboxPageProps) {
  const t = useT();
  const go = useGo();
  const me = useMe();
  const selected = useCell(selection);
  const look = useCell(preferences);
  const viewsShown = viewsPane.useShown();
  const contextShown = contextPane.useShown();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const alone = useMedia(narrow);
  const settled = useDeferredValue(selected);
  useTicketStream();

  useEffect(() => {
    clearTimeout(timer.current);
    selection.set(ticketId);
  }, [ticketId]);
  useEffect(() => () => clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each ticket is first seen without what lies over it
  useEffect(contextPane.closeDrawer, [settled]);
  useEffect(() => {
    if (settled === null) return;
    const { ids } = listOf(view).get().window;
    const at = ids.indexOf(settled);
    const around = (before: number, after: number) => (at < 0 ? [] : ids.slice(Math.max(0, at - before), at + after + 1));
    // Who hurries down the list finds the next ones there; who rests may go anywhere.
    prefetch(around(0, 2));
    const idle = setTimeout(() => prefetch(around(3, 3)), 120);
    return () => clearTimeout(idle);
  }, [settled, view]);

  function select(id: number | null) {
    selection.set(id);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go(id === null ? `/inbox/${view}` : `/inbox/${view}/${id}`, { replace: true }), urlAfter);
  }

  function open(id: number) {
    clearTimeout(timer.current);
    selection.set(id);
    go(`/inbox/${view}/${id}`, { replace: selected !== null });
  }

  function step(by: 1 | -1) {
    const { ids } = listOf(view).get().window;
    const to = selected === null ? ids[0] : neighbour(ids, selected, by);
    if (to !== undefined && to !== null) select(to);
  }

  function done(id: number) {
    if (me.afterSend === 'list') {
      if (document.activeElement?.closest('[data-thread]')) document.querySelector<HTMLElement>('[role=grid]')?.focus();
      return select(null);
    }
    if (me.afterSend === 'next') select(neighbour(listOf(view).get().window.ids, id, 1));
  }

  useShortcut('ticket.next', () => step(1));
  useShortcut('ticket.previous', () => step(-1));
  useShortcut('ticket.enter', () => document.querySelector<HTMLElement>('[data-thread]')?.focus());
  useShortcut('ticket.leave', () => {
    if (closeDrawers()) return;
    const writing = document.activeElement?.closest('[data-mode]');
    if (writing) return document.querySelector<HTMLElement>('[data-thread]')?.focus();
    const grid = document.querySelector<HTMLElement>('[role=grid]');
    if (grid?.checkVisibility()) grid.focus();
    else select(null);
  });
  useShortcut('desk.views', viewsPane.toggle);
  function ask(field: Field) {
    const can = selected === null ? undefined : tickets.get(selected)?.can;
    if (selected !== null && (field === 'team' ? can?.assign : can?.edit)) askField(selected, field);
  }
  useShortcut('ticket.priority', () => ask('priority'), selected !== null);
  useShortcut('ticket.tags', () => ask('tags'), selected !== null);
  useShortcut('ticket.move', () => ask('team'), selected !== null);
  useShortcut('desk.context', contextPane.toggle);

  return (
    <div className={cx(styles.inbox, selected !== null && styles.reading)}>
      <Title view={view} id={settled} />
      {viewsShown && (
        <>
          <button type="button" className={cx(list.scrim, styles.scrim)} aria-label={t('desk.close')} onClick={viewsPane.closeDrawer} />
          <ViewList current={view} onClose={viewsPane.closeDrawer} />
        </>
      )}
      <div className={styles.list} role={alone && selected === null ? 'main' : undefined}>
        <SplitPane
          title={t(`ticket.view.${view}`)}
          label={t('ticket.list.width')}
          width={look.listWidth}
          least={280}
          most={560}
          onWidth={(listWidth) => prefer({ listWidth })}
        >
          <ListPane view={view} selected={selected} onSelect={select} onOpen={open} />
        </SplitPane>
      </div>
      <main className={styles.main}>
        {selected === null ? (
          <Empty title={t('ticket.none-selected')}>{t('ticket.none-selected.hint')}</Empty>
        ) : (
          <Suspense fallback={<Loading />}>
            <TicketPane id={selected} onBack={() => select(null)} onDone={() => done(selected)} />
          </Suspense>
        )}
      </main>
      {settled !== null && contextShown && (
        <Suspense fallback={null}>
          <SidePane id={settled} context={context} onClose={() => contextPane.show(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Apart from the page, which need not be drawn again because a ticket has changed. */
function Title({ view, id }: { view: ViewKey; id: number | null }) {
  const t = useT();
  const ticket = useTicketEntity(id ?? 0);
  useTitle(ticket ? `#${ticket.number} ${ticket.subject || t('ticket.no-subject')}` : t(`ticket.view.${view}`));
  return null;
}
