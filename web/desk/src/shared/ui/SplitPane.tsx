import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import styles from './SplitPane.module.css';

interface SplitPaneProps {
  /** What is in the pane, and what its edge is called. */
  readonly title: string;
  readonly label: string;
  readonly width: number;
  readonly least: number;
  readonly most: number;
  readonly onWidth: (width: number) => void;
  readonly children: ReactNode;
}

/** A pane at the start of the line whose end can be dragged, or moved with the arrow keys. */
export function SplitPane({ title, label, width, least, most, onWidth, children }: SplitPaneProps) {
  const pane = useRef<HTMLElement>(null);
  const clamp = (value: number) => Math.round(Math.min(most, Math.max(least, value)));
  const rtl = () => pane.current !== null && getComputedStyle(pane.current).direction === 'rtl';

  function drag(event: PointerEvent<HTMLDivElement>) {
    const start = event.clientX;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const move = (now: globalThis.PointerEvent) => onWidth(clamp(width + (now.clientX - start) * (rtl() ? -1 : 1)));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
  }

  function step(event: KeyboardEvent) {
    const by = { ArrowLeft: rtl() ? 16 : -16, ArrowRight: rtl() ? -16 : 16 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onWidth(clamp(width + by));
  }

  return (
    <section aria-label={title} className={styles.pane} style={{ inlineSize: width }} ref={pane}>
      {children}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={width}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        className={styles.handle}
        onPointerDown={drag}
        onKeyDown={step}
      />
    </section>
  );
}
