import { Check, CircleAlert, Clock, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { Message } from '@/shared/api/types';
import { reasonWords, useT } from '@/shared/i18n/format';
import { notices } from '@/shared/store/notices';
import { Button, type Icon } from '@/shared/ui/Button';
import { Time } from '@/shared/ui/Time';
import { putMessage, retry } from '../api';
import styles from './thread.module.css';

type State = NonNullable<Message['delivery']>['state'];

const icons: Record<State, Icon> = {
  queued: Clock,
  sending: Clock,
  sent: Check,
  retrying: RotateCw,
  bounced: CircleAlert,
  failed: CircleAlert,
  withdrawn: CircleAlert,
};
export const isBad = (state: State): boolean => state === 'bounced' || state === 'failed';

/** What became of the message, per recipient as soon as one of them differs. */
export function DeliveryLine({ message, ticketId }: { message: Message; ticketId: number }) {
  const t = useT();
  const intl = useIntl();
  const [trying, setTrying] = useState(false);
  const delivery = message.delivery;
  if (!delivery) return null;
  const Glyph = icons[delivery.state];
  const telling = delivery.recipients.filter(({ state, reason }) => reason || state !== delivery.state);

  async function again() {
    setTrying(true);
    await retry(ticketId, message.id).then(
      (fresh) => putMessage(ticketId, fresh),
      (error: unknown) => notices.show({ id: `retry/${message.id}`, tone: 'error', text: { id: 'desk.not-saved', error } }),
    );
    setTrying(false);
  }

  return (
    <div className={styles.delivery} data-bad={isBad(delivery.state) || undefined}>
      <Glyph size={14} strokeWidth={1.75} aria-hidden />
      <span>
        {t(`ticket.delivery.${delivery.state}`)}
        {delivery.state === 'queued' && delivery.sendAt && (
          <>
            {' '}
            <Time at={delivery.sendAt} form="clock" />
          </>
        )}
        {delivery.reason && !telling.length && <>: {reasonWords(intl, delivery.reason)}</>}
      </span>
      {telling.map(({ address, state, reason }) => (
        <span key={address} className={styles.recipient}>
          <bdi>{address}</bdi>
          {state !== delivery.state && <> {t(`ticket.delivery.${state}`)}</>}
          {reason && <>: {reasonWords(intl, reason)}</>}
        </span>
      ))}
      {isBad(delivery.state) && (
        <Button icon={RotateCw} isDisabled={trying} onPress={() => void again()}>
          {t('desk.retry')}
        </Button>
      )}
    </div>
  );
}
