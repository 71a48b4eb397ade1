import type { ReactNode } from 'react';
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
}

export function Form({ submit, busy, words, action, children, aside }: FormProps) {
  return (
    <AriaForm
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children}
      {words && (
        <p role="alert" className={styles.refused}>
          {words}
        </p>
      )}
      <div className={styles.formEnd}>
        {aside}
        <Button type="submit" look="primary" isDisabled={busy}>
          {action}
        </Button>
      </div>
    </AriaForm>
  );
}
