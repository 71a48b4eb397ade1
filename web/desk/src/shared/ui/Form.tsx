import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { Form as AriaForm } from 'react-aria-components';
import { Button } from './Button';
import styles from './page.module.css';

interface FormProps {
  readonly submit: () => Promise<void>;
  readonly busy: boolean;
  readonly words: string | null;
  readonly action: string;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
  /** Whoever may not change it may still read it. */
  readonly locked?: boolean;
}

const Locked = createContext(false);

/** Whether the form around may only be read. */
export function useLocked(): boolean {
  return useContext(Locked);
}

export function Form({ submit, busy, words, action, children, aside, locked = false }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (words) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [words]);
  return (
    <AriaForm
      ref={form}
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !locked) void submit();
      }}
    >
      <Locked value={locked}>{children}</Locked>
      {words && (
        <p role="alert" className={styles.refused}>
          {words}
        </p>
      )}
      {!locked && (
        <div className={styles.formEnd}>
          {aside}
          {/* Pending and not disabled: what is disabled loses the focus, and with it the keyboard leaves the sheet. */}
          <Button type="submit" look="primary" isPending={busy}>
            {action}
          </Button>
        </div>
      )}
    </AriaForm>
  );
}
