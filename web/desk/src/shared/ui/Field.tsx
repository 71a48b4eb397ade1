import { type ReactNode, useRef } from 'react';
import { Checkbox as AriaCheckbox, FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';
import { type T, useT } from '../i18n/format';
import styles from './Field.module.css';
import { useLocked } from './Form';

interface FieldProps extends Omit<TextFieldProps, 'children' | 'className' | 'style'> {
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly error?: string | undefined;
}

/** The browser's own rules in our words: its language need not be the desk's. */
function brokenRule(t: T, { valueMissing, typeMismatch, tooShort }: ValidityState): string {
  if (valueMissing) return t('problem.field.required');
  if (tooShort) return t('problem.field.too-short');
  // Of the browser's types of text only addresses are used.
  return t(typeMismatch ? 'problem.field.not-an-address' : 'problem.field.invalid');
}

export function Field({ label, hint, placeholder, rows, error, ...rest }: FieldProps) {
  const t = useT();
  const locked = useLocked();
  // The line stays when the fault is mended: else the button moves away under the pointer that is pressing it.
  const line = useRef(false);
  // What the server refused is not the browser's business: it would not let the corrected form go.
  const refused = error ? ({ isInvalid: true, validationBehavior: 'aria' } as const) : {};
  return (
    <TextField isReadOnly={locked} {...rest} {...refused} className={styles.field ?? ''}>
      {({ isInvalid }) => {
        line.current ||= isInvalid;
        return (
          <>
            <Label className={styles.label}>{label}</Label>
            {rows ? <TextArea rows={rows} className={styles.input ?? ''} /> : <Input className={styles.input ?? ''} placeholder={placeholder} />}
            {hint && (
              <Text slot="description" className={styles.hint}>
                {hint}
              </Text>
            )}
            {line.current && (
              <div className={styles.line}>
                <FieldError className={styles.error ?? ''}>{error ? error : ({ validationDetails }) => brokenRule(t, validationDetails)}</FieldError>
              </div>
            )}
          </>
        );
      }}
    </TextField>
  );
}

export function Checkbox({ children, isSelected, onChange }: { children: ReactNode; isSelected: boolean; onChange: (on: boolean) => void }) {
  return (
    <AriaCheckbox isSelected={isSelected} onChange={onChange} isDisabled={useLocked()} className={styles.checkbox ?? ''}>
      <span className={styles.box} aria-hidden />
      {children}
    </AriaCheckbox>
  );
}
