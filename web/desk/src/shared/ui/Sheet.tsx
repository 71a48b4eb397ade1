import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useT } from '../i18n/format';
import { IconButton } from './Button';
import { cx } from './cx';
import styles from './Sheet.module.css';

interface SheetProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** A sheet comes in from the end of the line; a dialog stands in the middle. */
  readonly shape?: 'sheet' | 'dialog';
}

export function Sheet({ title, children, onClose, shape = 'sheet' }: SheetProps) {
  const t = useT();
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={cx(styles.overlay, styles[`${shape}Overlay`])}>
      <Modal className={cx(styles.modal, shape === 'sheet' && styles.sheet)}>
        <Dialog className={styles.dialog ?? ''}>
          <header className={styles.head}>
            <Heading slot="title" className={styles.title}>
              {title}
            </Heading>
            <IconButton icon={X} label={t('desk.close')} onPress={onClose} />
          </header>
          <div className={styles.body} {...(shape === 'dialog' ? { tabIndex: 0, role: 'group', 'aria-label': title } : {})}>
            {children}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
