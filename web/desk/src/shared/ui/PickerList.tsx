import { Check } from 'lucide-react';
import { useState } from 'react';
import { MenuItem as AriaItem, Menu as AriaMenu, Autocomplete, Input, SearchField, useFilter } from 'react-aria-components';
import styles from './Menu.module.css';
import type { PickerProps } from './Picker';

/** The inside of a picker; loaded when one is opened first. */
export default function PickerList({
  label,
  choices,
  onChoose,
  onCreate,
  refuse,
  empty,
  close,
}: Omit<PickerProps, 'trigger'> & { readonly close: () => void }) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const [typed, setTyped] = useState('');
  const refusal = typed.trim() ? refuse?.(typed.trim()) : null;
  function create(text: string): void {
    onCreate?.(text);
    close();
  }
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={label} autoFocus onChange={setTyped} className={styles.search ?? ''}>
        <Input
          className={styles.input ?? ''}
          placeholder={label}
          onKeyDown={(event) => {
            const text = event.currentTarget.value.trim();
            if (event.key !== 'Enter' || !onCreate || !text || choices.some((choice) => contains(choice.text, text))) return;
            event.preventDefault();
            if (!refusal) create(text);
          }}
        />
      </SearchField>
      <AriaMenu
        className={styles.menu ?? ''}
        aria-label={label}
        items={choices}
        onAction={(id) => {
          onChoose(String(id));
          close();
        }}
        renderEmptyState={() => (
          <p className={styles.hint} role={refusal ? 'alert' : undefined} data-refused={Boolean(refusal)}>
            {refusal ?? empty}
          </p>
        )}
      >
        {(choice) => (
          <AriaItem id={choice.id} textValue={choice.text} className={styles.item ?? ''}>
            <span className={styles.check}>{choice.chosen && <Check size={14} aria-hidden />}</span>
            <bdi className={styles.text}>{choice.text}</bdi>
          </AriaItem>
        )}
      </AriaMenu>
    </Autocomplete>
  );
}
