import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '@/shared/i18n/format';
import { addAddresses, addresses } from '../model/recipients';
import styles from './composer.module.css';

interface RecipientsProps {
  /** Not known of a ticket that only a list has told of yet. */
  readonly to: string | undefined;
  readonly cc: readonly string[];
  readonly onCc: (cc: string[]) => void;
  /** Something stands in the field that is no address: it must not be left out unnoticed. */
  readonly onUnclear: (unclear: boolean) => void;
}

export function Recipients({ to, cc, onCc, onUnclear }: RecipientsProps) {
  const t = useT();
  const [text, setText] = useState('');
  const [adding, setAdding] = useState(false);
  const [wrong, setWrong] = useState(false);

  useEffect(() => {
    onUnclear(wrong);
    return () => onUnclear(false);
  }, [wrong, onUnclear]);

  function take(close: boolean) {
    const { valid, rest } = addresses(text);
    if (valid.length) onCc(addAddresses(cc, valid));
    setText(rest);
    setWrong(rest !== '');
    if (!rest && close) setAdding(false);
  }

  return (
    <div className={styles.recipients}>
      {to !== undefined && (
        <>
          <span className={styles.role}>{t('ticket.composer.to-label')}</span>
          <span className={styles.chip} title={to}>
            <bdi>{to}</bdi>
          </span>
        </>
      )}
      {(cc.length > 0 || adding) && <span className={styles.role}>{t('ticket.composer.cc-label')}</span>}
      {cc.map((address) => (
        <span key={address} className={styles.chip}>
          <bdi>{address}</bdi>
          <button
            type="button"
            aria-label={t('ticket.composer.cc-remove', { address })}
            onClick={() => onCc(cc.filter((other) => other !== address))}
          >
            <X size={13} aria-hidden />
          </button>
        </span>
      ))}
      {adding ? (
        <input
          // biome-ignore lint/a11y/noAutofocus: it appears because it was asked for
          autoFocus
          type="text"
          inputMode="email"
          className={styles.ccInput}
          value={text}
          aria-label={t('ticket.composer.cc-add')}
          aria-invalid={wrong}
          aria-describedby={wrong ? 'cc-wrong' : undefined}
          onChange={(event) => {
            setText(event.target.value);
            if (!event.target.value) setWrong(false);
          }}
          onBlur={() => take(true)}
          onKeyDown={(event) => {
            if (['Enter', ',', ';'].includes(event.key)) {
              event.preventDefault();
              take(false);
            } else if (event.key === 'Escape') {
              event.preventDefault();
              setText('');
              setWrong(false);
              setAdding(false);
            } else if (event.key === 'Backspace' && !text) onCc(cc.slice(0, -1));
          }}
        />
      ) : (
        <button type="button" className={styles.addCc} onClick={() => setAdding(true)}>
          {t('ticket.composer.cc-add')}
        </button>
      )}
      {wrong && (
        <p id="cc-wrong" role="alert" className={styles.wrong}>
          {t('problem.field.not-an-address')}
        </p>
      )}
    </div>
  );
}
