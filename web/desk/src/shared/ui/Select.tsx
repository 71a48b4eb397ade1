import { ChevronDown } from 'lucide-react';
import { Select as AriaSelect, Button, Label, ListBox, ListBoxItem, Popover, SelectValue } from 'react-aria-components';
import { cx } from './cx';
import fields from './Field.module.css';
import { useLocked } from './Form';
import styles from './Menu.module.css';

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly id: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
  readonly isDisabled?: boolean;
  /** In a panel the label stands beside the value and the control has no border. */
  readonly inline?: boolean;
}

export function Select<T extends string>({ label, value, options, onChange, isDisabled = false, inline = false }: SelectProps<T>) {
  const locked = useLocked();
  return (
    <AriaSelect
      value={value}
      onChange={(key) => onChange(key as T)}
      isDisabled={isDisabled || locked}
      className={inline ? (fields.inline ?? '') : (fields.field ?? '')}
    >
      <Label className={fields.label}>{label}</Label>
      <Button className={cx(fields.select, inline && fields.bare)}>
        <SelectValue className={fields.value ?? ''} />
        <ChevronDown size={15} strokeWidth={1.75} aria-hidden />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className={styles.item ?? ''}>
              {option.text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
