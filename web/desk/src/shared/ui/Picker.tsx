import { type ReactNode, Suspense } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import styles from './Menu.module.css';
import { part } from './part';
import { Loading } from './small';

const PickerList = part(async () => (await import('./PickerList')).default);

export interface Choice {
  readonly id: string;
  readonly text: string;
  readonly chosen?: boolean;
}

export interface PickerProps {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly choices: readonly Choice[];
  readonly onChoose: (id: string) => void;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Offered when nothing fits, such as a new tag. */
  readonly onCreate?: (text: string) => void;
  /** Why that text cannot be made one; said while it is typed, and Enter leaves it standing. */
  readonly refuse?: (text: string) => string | null;
  readonly empty: string;
}

/** Choosing one of many by typing; React Aria's lists are linear, so it is for some hundreds at most. */
export function Picker({ trigger, isOpen, onOpenChange, ...list }: PickerProps) {
  return (
    <DialogTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <Dialog aria-label={list.label} className={styles.dialog ?? ''}>
          {({ close }) => (
            <Suspense fallback={<Loading rows={3} />}>
              <PickerList {...list} close={close} />
            </Suspense>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
