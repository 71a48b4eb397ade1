import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef } from 'react';
import { typeahead } from './typeahead';
import styles from './VirtualGrid.module.css';

interface GridProps {
  readonly label: string;
  readonly ids: readonly number[];
  /** All there are, as far as known; rows behind the loaded ones are announced but not drawn. */
  readonly total: number;
  readonly rowHeight: number;
  readonly selected: number | null;
  readonly onSelect: (id: number) => void;
  readonly onOpen: (id: number) => void;
  readonly onNearEnd: () => void;
  /** Focus, blur and scrolling, and whether the beginning is out of sight. */
  readonly onActivity?: (scrolled: boolean) => void;
  readonly nameOf: (id: number) => string;
  readonly row: (id: number) => ReactNode;
}

/** A grid of one column for tens of thousands of rows; React Aria's collections take a second per insert there. */
export function VirtualGrid({ label, ids, total, rowHeight, selected, onSelect, onOpen, onNearEnd, onActivity, nameOf, row }: GridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => ids[index] ?? index,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another density is another height for every row
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  useEffect(() => {
    if (last >= ids.length - 30) onNearEnd();
  }, [last, ids.length, onNearEnd]);
  useEffect(() => {
    const index = selected === null ? -1 : ids.indexOf(selected);
    const top = index * rowHeight - (virtual.scrollOffset ?? 0);
    // What is in sight needs no measuring: asking the browser would force a layout with every J.
    if (index >= 0 && (top < 0 || top + rowHeight > (virtual.scrollRect?.height ?? 0))) virtual.scrollToIndex(index, { align: 'auto' });
  }, [selected, ids, virtual, rowHeight]);

  const moved = () => onActivity?.((scroller.current?.scrollTop ?? 0) > rowHeight);

  function onKeyDown(event: KeyboardEvent) {
    const at = selected === null ? -1 : ids.indexOf(selected);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: ids.length - 1 }[event.key];
    if (to !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const id = ids[Math.min(ids.length - 1, Math.max(0, to))];
      if (id !== undefined) onSelect(id);
    }
    // Not kept from the desk's shortcut, which goes into what has been opened.
    else if (event.key === 'Enter' && selected !== null) onOpen(selected);
  }

  /** Capital letters search by name: the small ones are the desk's shortcuts. */
  function onType(event: KeyboardEvent) {
    // With the caps lock on the small ones look capital, and are shortcuts all the same.
    if (event.getModifierState('CapsLock') || !/^\p{Lu}$/u.test(event.key) || event.key === 'A' || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const now = Date.now();
    typed.current = { text: now - typed.current.at < 800 ? typed.current.text + event.key : event.key, at: now };
    const found = typeahead(ids, selected, typed.current.text, nameOf);
    if (found !== null) onSelect(found);
  }

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={Math.max(total, ids.length)}
      aria-activedescendant={selected !== null && ids.includes(selected) ? `row-${selected}` : undefined}
      tabIndex={0}
      className={styles.grid}
      onKeyDown={onKeyDown}
      onKeyUp={onType}
      onFocus={moved}
      onBlur={() => queueMicrotask(moved)}
      onScroll={moved}
    >
      <div role="rowgroup" className={styles.inner} style={{ blockSize: virtual.getTotalSize() }}>
        {items.map((item) => {
          const id = ids[item.index];
          return id === undefined ? null : (
            <Row
              key={item.key}
              id={id}
              index={item.index}
              start={item.start}
              height={rowHeight}
              selected={id === selected}
              onSelect={onSelect}
              onOpen={onOpen}
              row={row}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly id: number;
  readonly index: number;
  readonly start: number;
  readonly height: number;
  readonly selected: boolean;
  readonly onSelect: (id: number) => void;
  readonly onOpen: (id: number) => void;
  readonly row: (id: number) => ReactNode;
}

/** Only the two rows that a move concerns render again. */
const Row = memo(function Row({ id, index, start, height, selected, onSelect, onOpen, row }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard and names its row by aria-activedescendant
    // biome-ignore lint/a11y/useFocusableInteractive: as above; a row that had the focus would take it along when it goes
    <div
      role="row"
      id={`row-${id}`}
      aria-rowindex={index + 1}
      aria-selected={selected}
      className={styles.row}
      style={{ blockSize: height, transform: `translateY(${start}px)` }}
      onClick={() => {
        onSelect(id);
        onOpen(id);
      }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="gridcell" className={styles.cell}>
        {row(id)}
      </div>
    </div>
  );
});
