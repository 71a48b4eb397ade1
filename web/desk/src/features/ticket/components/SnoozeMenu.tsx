import { Clock } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Ticket } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { useShortcut } from '@/shared/keys/useShortcut';
import { IconButton } from '@/shared/ui/Button';
import menu from '@/shared/ui/Menu.module.css';
import { Loading } from '@/shared/ui/small';
import { snooze } from '../api';

const SnoozeForm = lazy(() => import('./SnoozeForm'));

export function SnoozeMenu({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  useShortcut('ticket.snooze', () => setOpen(true));

  function until(at: Date) {
    setOpen(false);
    void snooze.run({ id: ticket.id, until: at.toISOString() });
    onDone();
  }

  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <IconButton icon={Clock} label={t('ticket.snooze')} shortcut="ticket.snooze" />
      <Popover className={menu.popover ?? ''} placement="bottom end" offset={4}>
        <Dialog aria-label={t('ticket.snooze')} className={menu.dialog ?? ''}>
          <Suspense fallback={<Loading rows={4} />}>
            <SnoozeForm onUntil={until} />
          </Suspense>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
