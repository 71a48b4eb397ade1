import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';
import styles from './Field.module.css';

interface FieldProps extends Omit<TextFieldProps, 'children' | 'className' | 'style'> {
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly error?: string | undefined;
}

export function Field({ label, hint, placeholder, rows, error, ...rest }: FieldProps) {
  // What the server refused is not the browser's business: it would not let the corrected form go.
  const refused = error ? ({ isInvalid: true, validationBehavior: 'aria' } as const) : {};
  return (
    <TextField {...rest} {...refused} className={styles.field ?? ''}>
      <Label className={styles.label}>{label}</Label>
      {rows ? <TextArea rows={rows} className={styles.input ?? ''} /> : <Input className={styles.input ?? ''} placeholder={placeholder} />}
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error ? error : ({ validationErrors }) => validationErrors.join(' ')}</FieldError>
    </TextField>
  );
}

export function Checkbox({
  children,
  isSelected,
  onChange,
  isDisabled,
}: {
  children: ReactNode;
  isSelected: boolean;
  onChange: (on: boolean) => void;
  isDisabled?: boolean;
}) {
  return (
    <AriaCheckbox isSelected={isSelected} onChange={onChange} isDisabled={isDisabled ?? false} className={styles.checkbox ?? ''}>
      <span className={styles.box} aria-hidden />
      {children}
    </AriaCheckbox>
  );
}
