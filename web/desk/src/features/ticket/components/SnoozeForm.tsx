import { useState } from 'react';
import { Button as AriaButton, Form } from 'react-aria-components';
import { useT } from '@/shared/i18n/format';
import { Field } from '@/shared/ui/Field';
import menu from '@/shared/ui/Menu.module.css';
import { Time } from '@/shared/ui/Time';
import { parseWhen, presets } from '../model/when';
import styles from './thread.module.css';

export default function SnoozeForm({ onUntil }: { onUntil: (at: Date) => void }) {
  const t = useT();
  const [text, setText] = useState('');
  const found = text ? parseWhen(text, new Date()) : null;
  return (
    <div className={styles.snooze}>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (found) onUntil(found);
        }}
      >
        <Field label={t('ticket.snooze.until')} placeholder={t('ticket.snooze.example')} value={text} onChange={setText} autoFocus />
        <p className={menu.hint} role="status">
          {found ? <Time at={found.toISOString()} /> : t(text ? 'ticket.snooze.unread' : 'ticket.snooze.hint')}
        </p>
      </Form>
      {presets(new Date()).map(({ id, at }) => (
        <AriaButton key={id} className={styles.preset ?? ''} onPress={() => onUntil(at)}>
          {t(id)}
          <span className={styles.presetTime}>
            <Time at={at.toISOString()} form="date" /> <Time at={at.toISOString()} form="clock" />
          </span>
        </AriaButton>
      ))}
    </div>
  );
}
