import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { isFinal } from '../api/problems';
import { known, problemWords, translate, useT, type Values } from '../i18n/format';
import { useShortcut } from '../keys/useShortcut';
import { useCell } from '../store/cell';
import { type Notice, notices } from '../store/notices';
import { undoStack } from '../store/undo';
import { Button, IconButton } from './Button';
import { cx } from './cx';
import styles from './Toasts.module.css';

const shownFor = 6000;

/** Names the fields that somebody else changed, and to what. */
function differences(t: ReturnType<typeof useT>, notice: Notice, word: (field: string, value: unknown) => string): string {
  const current = notice.text.current as Record<string, unknown>;
  return t('desk.conflict', { differences: (notice.text.fields ?? []).map((field) => word(field, current[field])).join(', ') });
}

function useWords(notice: Notice): string {
  const intl = useIntl();
  const t = translate(intl);
  if (notice.text.error !== undefined) {
    const said = known(intl, notice.text.id) ? notice.text.id : 'desk.not-saved';
    return t(said, { ...notice.text.values, reason: problemWords(intl, notice.text.error) });
  }
  const value = (field: string, plain: unknown) => {
    const id = `ticket.${field}.${String(plain)}`;
    if (plain === null || plain === undefined) return t('desk.nobody');
    if (typeof plain === 'object') return Array.isArray(plain) ? plain.join(', ') : String((plain as { name?: string }).name ?? '');
    return known(intl, id) ? t(id) : String(plain);
  };
  if (notice.text.current !== undefined) {
    return differences(t, notice, (field, plain) => {
      const id = `ticket.field.${field}`;
      return `${known(intl, id) ? t(id) : field}: ${value(field, plain)}`;
    });
  }
  const entity = (notice.text.entity ?? {}) as Record<string, unknown>;
  const values: Values = {
    number: String(entity.number ?? ''),
    ...Object.fromEntries(Object.keys(entity).map((field) => [field, value(field, entity[field])])),
    ...notice.text.values,
  };
  return known(intl, notice.text.id) ? t(notice.text.id, values) : notice.text.id;
}

function secondsLeft(until: number): number {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

/** `takesZ`: it is the one that the key takes back. */
function Toast({ notice, takesZ }: { notice: Notice; takesZ: boolean }) {
  const intl = useIntl();
  const t = translate(intl);
  const text = useWords(notice);
  const until = notice.undo?.until;
  const [left, setLeft] = useState(until ? secondsLeft(until) : 0);
  useEffect(() => {
    if (!until) {
      const timer = notice.tone === 'error' ? undefined : setTimeout(() => notices.dismiss(notice.id), shownFor);
      return () => clearTimeout(timer);
    }
    setLeft(secondsLeft(until));
    const timer = setInterval(() => {
      setLeft(secondsLeft(until));
      if (Date.now() >= until) notices.dismiss(notice.id);
    }, 250);
    return () => clearInterval(timer);
  }, [until, notice]);
  return (
    <li className={cx(styles.toast, notice.tone === 'error' && styles.error)}>
      <span role={notice.tone === 'error' ? 'alert' : 'status'} className={styles.text}>
        {text}
      </span>
      {notice.undo && left > 0 && (
        <>
          <span className={styles.count} aria-hidden>
            {left}
          </span>
          <Button look="quiet" className={styles.action ?? ''} {...(takesZ ? { shortcut: 'desk.undo' } : {})} onPress={() => undo(notice)}>
            {t('desk.undo')}
          </Button>
        </>
      )}
      {notice.action && !(notice.action.id === 'desk.retry' && isFinal(notice.text.error)) && (
        <Button
          look="quiet"
          className={styles.action ?? ''}
          onPress={() => {
            notices.dismiss(notice.id);
            notice.action?.run();
          }}
        >
          {known(intl, notice.action.id) ? t(notice.action.id) : notice.action.id}
        </Button>
      )}
      {notice.tone === 'error' && (
        <IconButton icon={X} label={t('desk.close')} className={styles.action ?? ''} onPress={() => notices.dismiss(notice.id)} />
      )}
    </li>
  );
}

function undo(notice?: Notice): void {
  const step = undoStack.undo(notice?.undo?.id);
  for (const shown of notices.get()) if (shown.undo?.id === step?.id) notices.dismiss(shown.id);
}

export function Toasts() {
  const t = useT();
  const all = useCell(notices);
  const newest = all.findLast(({ undo: step }) => step);
  useShortcut('desk.undo', () => undo());
  return (
    <section className={styles.toasts} aria-label={t('desk.notices')}>
      <ol className={styles.list}>
        {all.map((notice) => (
          <Toast key={notice.id} notice={notice} takesZ={notice === newest} />
        ))}
      </ol>
    </section>
  );
}
