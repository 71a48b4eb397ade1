import { Menu as MenuIcon, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import type { ViewKey } from '@/shared/api/types';
import { VirtualGrid } from '@/shared/grid/VirtualGrid';
import { problemWords, useT } from '@/shared/i18n/format';
import { useCell } from '@/shared/store/cell';
import { tickets } from '@/shared/store/tickets';
import { Button, IconButton } from '@/shared/ui/Button';
import { preferences } from '@/shared/ui/preferences';
import { Empty, Loading } from '@/shared/ui/small';
import { useViews } from '../api';
import { listOf } from '../list';
import { useTopic } from '../live';
import { viewsPane } from '../panes';
import styles from './list.module.css';
import { Row } from './Row';

const heights = { comfortable: 88, cosy: 68, compact: 36 };
const renderRow = (id: number) => <Row id={id} />;
const nameOf = (id: number) => tickets.get(id)?.contact.name ?? '';

interface ListPaneProps {
  readonly view: ViewKey;
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
  readonly onOpen: (id: number) => void;
}

export function ListPane({ view, selected, onSelect, onOpen }: ListPaneProps) {
  const t = useT();
  const intl = useIntl();
  const pane = useRef<HTMLDivElement>(null);
  const scrolled = useRef(false);
  const list = listOf(view);
  const { window: rows, loading, loaded, error } = useCell(list);
  const density = useCell(preferences, (now) => now.density);
  const total = useViews().data?.[view];
  useEffect(() => list.show(), [list]);
  useTopic(`view:${view}`);
  const onNearEnd = useCallback(() => void (list.get().loaded && list.load()), [list]);
  /** Nothing moves while a person points at the list, works in it or has scrolled into it. */
  const settle = useCallback(
    (isScrolled: boolean) => {
      scrolled.current = isScrolled;
      const here = pane.current;
      list.hold(isScrolled || (here !== null && (here.matches(':hover') || here.contains(document.activeElement))));
    },
    [list],
  );
  const waiting = rows.entering.length + rows.leaving.length;

  return (
    <div ref={pane} className={styles.pane} onPointerEnter={() => settle(scrolled.current)} onPointerLeave={() => settle(scrolled.current)}>
      <header className={styles.head}>
        <IconButton icon={MenuIcon} label={t('desk.views')} shortcut="desk.views" onPress={viewsPane.toggle} />
        <h1 className={styles.title}>{t(`ticket.view.${view}`)}</h1>
        <span className={styles.count}>{total !== undefined && intl.formatNumber(total)}</span>
        <IconButton icon={RefreshCw} label={t('ticket.list.refresh')} isDisabled={loading} onPress={() => void list.refresh()} />
      </header>
      {waiting > 0 && (
        <Button className={styles.pill ?? ''} onPress={list.apply}>
          {t(rows.entering.length ? 'ticket.list.new' : 'ticket.list.changed', { count: String(rows.entering.length || waiting) })}
        </Button>
      )}
      {error && !rows.ids.length ? (
        <Empty title={t('ticket.list.failed')} action={<Button onPress={() => void list.load()}>{t('desk.retry')}</Button>}>
          {problemWords(intl, error)}
        </Empty>
      ) : !loaded ? (
        <Loading rows={12} />
      ) : rows.ids.length ? (
        <VirtualGrid
          label={t(`ticket.view.${view}`)}
          ids={rows.ids}
          total={total ?? rows.ids.length}
          rowHeight={heights[density]}
          selected={selected}
          onSelect={onSelect}
          onOpen={onOpen}
          onNearEnd={onNearEnd}
          onActivity={settle}
          nameOf={nameOf}
          row={renderRow}
        />
      ) : (
        <Empty title={t(`ticket.empty.${view}`)}>{t(view === 'mine' ? 'ticket.empty.hint.mine' : 'ticket.empty.hint')}</Empty>
      )}
    </div>
  );
}
