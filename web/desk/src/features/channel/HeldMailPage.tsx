import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { api, data } from '@/shared/api/client';
import { everything } from '@/shared/api/directory';
import { Refused } from '@/shared/api/problems';
import type { HeldMessage } from '@/shared/api/types';
import { known, useT } from '@/shared/i18n/format';
import { notices } from '@/shared/store/notices';
import { Button } from '@/shared/ui/Button';
import { useGo } from '@/shared/ui/Link';
import { ListPage } from '@/shared/ui/ListPage';
import page from '@/shared/ui/page.module.css';
import { Time } from '@/shared/ui/Time';
import { SenderDialog } from './SenderDialog';

const path = (id: number) => ({ params: { path: { id } } });

/** What was taken in and not made a ticket: nothing is dropped, everything says why. */
export function HeldMailPage() {
  const t = useT();
  const intl = useIntl();
  const go = useGo();
  const client = useQueryClient();
  const [nameless, setNameless] = useState<HeldMessage | null>(null);
  const query = useQuery({
    queryKey: ['held-messages'],
    queryFn: () =>
      everything<HeldMessage>((after) => data(api.GET('/api/v1/held-messages', { params: { query: { limit: 100, ...(after ? { after } : {}) } } }))),
  });
  const reason = (code: string) => {
    const id = `channel.held.${code}`;
    return known(intl, id) ? t(id) : code.replaceAll('-', ' ');
  };

  async function act(id: number, action: () => Promise<unknown>): Promise<void> {
    await action().catch((error: unknown) =>
      notices.show({
        id: `held/${id}`,
        tone: 'error',
        text: { id: 'desk.not-saved', error },
        action: { id: 'desk.retry', run: () => void act(id, action) },
      }),
    );
    await client.invalidateQueries({ queryKey: ['held-messages'] });
  }

  async function recover(id: number, from?: string): Promise<void> {
    const { ticketId } = await data(api.POST('/api/v1/held-messages/{id}/recovery', { ...path(id), ...(from ? { body: { from } } : {}) }));
    notices.show({
      id: `held/${id}`,
      tone: 'done',
      text: { id: 'channel.held.recovered' },
      action: { id: 'channel.held.open', run: () => go(`/inbox/open/${ticketId}`) },
    });
  }

  /** Others may name nobody either, such as what cannot be read: then the server says so. */
  const start = (mail: HeldMessage) =>
    mail.reason === 'no-sender'
      ? setNameless(mail)
      : act(mail.id, () =>
          recover(mail.id).catch((error: unknown) => {
            if (!(error instanceof Refused && error.code === 'no-sender')) throw error;
            setNameless(mail);
          }),
        );

  async function named(id: number, from: string): Promise<void> {
    await recover(id, from);
    setNameless(null);
    await client.invalidateQueries({ queryKey: ['held-messages'] });
  }

  return (
    <>
      <ListPage
        title={t('channel.held')}
        about={t('channel.held.about')}
        query={query}
        empty={t('channel.held.empty')}
        columns={[
          { title: t('channel.held.subject'), cell: (mail) => <bdi>{mail.subject || t('ticket.no-subject')}</bdi> },
          { title: t('channel.held.from'), cell: (mail) => <bdi>{mail.from}</bdi> },
          { title: t('channel.held.to'), cell: (mail) => <bdi>{mail.to}</bdi> },
          { title: t('channel.held.reason'), cell: (mail) => reason(mail.reason) },
          { title: t('channel.held.at'), cell: (mail) => <Time at={mail.at} /> },
        ]}
        actions={(mail) => (
          <span className={page.inlineActions}>
            <a href={mail.rawUrl} target="_blank" rel="noopener noreferrer">
              {t('channel.held.raw')}
            </a>
            {mail.recoverable && <Button onPress={() => void start(mail)}>{t('channel.held.recover')}</Button>}
            <Button look="quiet" onPress={() => void act(mail.id, () => data(api.DELETE('/api/v1/held-messages/{id}', path(mail.id))))}>
              {t('channel.held.dismiss')}
            </Button>
          </span>
        )}
      />
      {nameless && <SenderDialog submit={(from) => named(nameless.id, from)} onClose={() => setNameless(null)} />}
    </>
  );
}
