import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { isFinal } from '../api/problems';
import type { Status } from '../api/types';
import { problemWords, useT } from '../i18n/format';
import { Button } from './Button';
import { cx } from './cx';
import styles from './small.module.css';

export function StatusPill({ status }: { status: Status }) {
  const t = useT();
  return <span className={cx(styles.pill, styles[status])}>{t(`ticket.status.${status}`)}</span>;
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

export function Avatar({ name, large = false, busy = false }: { name: string; large?: boolean; busy?: boolean }) {
  return (
    // Drawn, not written: the name stands beside it or in hidden text.
    <span className={cx(styles.avatar, large && styles.large, busy && styles.busy)} aria-hidden title={name} data-initials={initials(name)} />
  );
}

export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** What could not be read; tried again unless it would be refused again. */
export function Failed({ title, error, retry }: { title: string; error: unknown; retry: () => unknown }) {
  const t = useT();
  const again = !isFinal(error) && <Button onPress={() => void retry()}>{t('desk.retry')}</Button>;
  return (
    <Empty title={title} action={again}>
      {problemWords(useIntl(), error)}
    </Empty>
  );
}

export function Loading({ rows = 6 }: { rows?: number }) {
  const t = useT();
  return (
    <div className={styles.loading} role="status">
      <span className="hidden">{t('desk.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={styles.bar} />
      ))}
    </div>
  );
}

export function Badge({ children, tone = 'plain' }: { children: ReactNode; tone?: 'plain' | 'note' | 'danger' | 'warn' | 'ok' }) {
  return <span className={cx(styles.badge, styles[`tone-${tone}`])}>{children}</span>;
}
