import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  MenuItem as AriaItem,
  Menu as AriaMenu,
  Autocomplete,
  Dialog,
  DialogTrigger,
  Input,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components';
import styles from './Menu.module.css';

export interface Choice {
  readonly id: string;
  readonly text: string;
  readonly chosen?: boolean;
}

interface PickerProps {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly choices: readonly Choice[];
  readonly onChoose: (id: string) => void;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Offered below when nothing fits, such as a new tag. */
  readonly onCreate?: (text: string) => void;
  readonly empty: string;
}

/** Choosing one of many by typing; React Aria's lists are linear, so it is for some hundreds at most. */
export function Picker({ label, trigger, choices, onChoose, onCreate, empty, ...open }: PickerProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <DialogTrigger {...open}>
      {trigger}
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <Dialog aria-label={label}>
          {({ close }) => (
            <Autocomplete filter={contains}>
              <SearchField aria-label={label} autoFocus className={styles.search ?? ''}>
                <Input
                  className={styles.input ?? ''}
                  placeholder={label}
                  onKeyDown={(event) => {
                    const text = event.currentTarget.value.trim();
                    const fits = choices.some((choice) => contains(choice.text, text));
                    if (event.key !== 'Enter' || !onCreate || !text || fits) return;
                    event.preventDefault();
                    onCreate(text);
                    close();
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
                renderEmptyState={() => <p className={styles.hint}>{empty}</p>}
              >
                {(choice) => (
                  <AriaItem id={choice.id} textValue={choice.text} className={styles.item ?? ''}>
                    <span className={styles.check}>{choice.chosen && <Check size={14} aria-hidden />}</span>
                    <bdi className={styles.text}>{choice.text}</bdi>
                  </AriaItem>
                )}
              </AriaMenu>
            </Autocomplete>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
