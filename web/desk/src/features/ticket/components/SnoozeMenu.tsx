import { Clock } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Form, Popover } from 'react-aria-components';
import type { Ticket } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { useShortcut } from '@/shared/keys/useShortcut';
import { IconButton } from '@/shared/ui/Button';
import { Field } from '@/shared/ui/Field';
import menu from '@/shared/ui/Menu.module.css';
import { Time } from '@/shared/ui/Time';
import { snooze } from '../api';
import { movedByMe } from '../live';
import { parseWhen, presets } from '../model/when';
import styles from './thread.module.css';

export function SnoozeMenu({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const found = text ? parseWhen(text, new Date()) : null;
  useShortcut('ticket.snooze', () => setOpen(true));

  function until(at: Date) {
    setOpen(false);
    setText('');
    movedByMe(ticket.id);
    void snooze.run({ id: ticket.id, until: at.toISOString() });
    onDone();
  }

  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <IconButton icon={Clock} label={t('ticket.snooze')} hint="S" />
      <Popover className={menu.popover ?? ''} placement="bottom end" offset={4}>
        <Dialog aria-label={t('ticket.snooze')} className={styles.snooze ?? ''}>
          <Form
            onSubmit={(event) => {
              event.preventDefault();
              if (found) until(found);
            }}
          >
            <Field label={t('ticket.snooze.until')} placeholder={t('ticket.snooze.example')} value={text} onChange={setText} autoFocus />
            <p className={menu.hint} role="status">
              {found ? <Time at={found.toISOString()} /> : t(text ? 'ticket.snooze.unread' : 'ticket.snooze.hint')}
            </p>
          </Form>
          {presets(new Date()).map(({ id, at }) => (
            <AriaButton key={id} className={styles.preset ?? ''} onPress={() => until(at)}>
              {t(id)}
              <span className={styles.presetTime}>
                <Time at={at.toISOString()} form="date" /> <Time at={at.toISOString()} form="clock" />
              </span>
            </AriaButton>
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
