import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { MenuItem as AriaItem, Menu as AriaMenu, MenuTrigger, Popover } from 'react-aria-components';
import styles from './Menu.module.css';

interface MenuProps {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

export function Menu({ trigger, label, children, ...open }: MenuProps) {
  return (
    <MenuTrigger {...open}>
      {trigger}
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <AriaMenu className={styles.menu ?? ''} aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

interface ItemProps {
  readonly id?: string;
  readonly onAction: () => void;
  readonly children: ReactNode;
  readonly text: string;
  readonly aside?: ReactNode;
  readonly chosen?: boolean;
}

export function MenuItem({ id, onAction, children, text, aside, chosen }: ItemProps) {
  return (
    <AriaItem id={id} onAction={onAction} textValue={text} className={styles.item ?? ''}>
      <span className={styles.check}>{chosen && <Check size={14} aria-hidden />}</span>
      <span className={styles.text}>{children}</span>
      {aside && <span className={styles.aside}>{aside}</span>}
    </AriaItem>
  );
}
