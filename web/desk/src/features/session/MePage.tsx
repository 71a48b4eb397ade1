import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data } from '@/shared/api/client';
import { setMe, useMe } from '@/shared/api/me';
import type { components } from '@/shared/api/schema.gen';
import { useT } from '@/shared/i18n/format';
import { locales } from '@/shared/i18n/Language';
import { useCell } from '@/shared/store/cell';
import { notices } from '@/shared/store/notices';
import { Button } from '@/shared/ui/Button';
import { Checkbox, Field } from '@/shared/ui/Field';
import { Form } from '@/shared/ui/Form';
import page from '@/shared/ui/page.module.css';
import { densities, prefer, preferences, themes } from '@/shared/ui/preferences';
import { Select } from '@/shared/ui/Select';
import { Badge } from '@/shared/ui/small';
import { Time } from '@/shared/ui/Time';
import { useSubmit } from '@/shared/ui/useSubmit';
import { useTitle } from '@/shared/ui/useTitle';

type Session = components['schemas']['Session'];
type MePatch = components['schemas']['PreferencesRequest'];
const delays = ['0', '5', '10', '30'] as const;
const afterSends = ['next', 'stay', 'list'] as const;

export function MePage({ onSignOut }: { onSignOut: () => void }) {
  const t = useT();
  const me = useMe();
  useTitle(me.name);
  const look = useCell(preferences);
  const [name, setName] = useState(me.name);
  const rename = useSubmit(() => save({ name }));

  async function save(patch: MePatch): Promise<void> {
    setMe(await data(api.PATCH('/api/v1/session', { body: patch })));
    notices.show({ id: 'me', tone: 'done', text: { id: 'desk.saved' } });
  }
  const change = (patch: MePatch) =>
    void save(patch).catch((error: unknown) =>
      notices.show({ id: 'me', tone: 'error', text: { id: 'desk.not-saved', error }, action: { id: 'desk.retry', run: () => change(patch) } }),
    );

  return (
    <main className={page.page}>
      <header className={page.head}>
        <div>
          <h1 className={page.title}>
            <bdi>{me.name}</bdi>
          </h1>
          <p className={page.about}>
            <bdi>{me.email}</bdi> · {t(`workspace.role.${me.role}`)}
          </p>
        </div>
        <Button onPress={onSignOut}>{t('workspace.sign-out')}</Button>
      </header>
      <div className={page.narrow}>
        <Form {...rename} action={t('desk.save')}>
          <Field label={t('workspace.name')} value={name} onChange={setName} isRequired error={rename.fields.name} />
        </Form>
        <section className={page.group}>
          <h2 className={page.legend}>{t('workspace.me.writing')}</h2>
          <Select
            label={t('workspace.me.undo-send')}
            value={(delays.find((delay) => delay === String(me.undoSendSeconds)) ?? '10') as (typeof delays)[number]}
            options={delays.map((id) => ({ id, text: t('workspace.me.seconds', { count: id }) }))}
            onChange={(delay) => change({ undoSendSeconds: Number(delay) })}
          />
          <Select
            label={t('workspace.me.after-send')}
            value={me.afterSend}
            options={afterSends.map((id) => ({ id, text: t(`workspace.me.after-send.${id}`) }))}
            onChange={(afterSend) => change({ afterSend })}
          />
        </section>
        <section className={page.group}>
          <h2 className={page.legend}>{t('workspace.me.look')}</h2>
          <Select
            label={t('workspace.me.language')}
            value={me.locale ?? 'none'}
            options={[
              { id: 'none' as const, text: t('workspace.me.language.company') },
              ...locales.map((id) => ({ id, text: t(`workspace.language.${id}`) })),
            ]}
            onChange={(locale) => change({ locale: locale === 'none' ? null : locale })}
          />
          <Select
            label={t('workspace.me.theme')}
            value={look.theme}
            options={themes.map((id) => ({ id, text: t(`workspace.theme.${id}`) }))}
            onChange={(theme) => prefer({ theme })}
          />
          <Select
            label={t('workspace.me.density')}
            value={look.density}
            options={densities.map((id) => ({ id, text: t(`workspace.density.${id}`) }))}
            onChange={(density) => prefer({ density })}
          />
          <Checkbox isSelected={look.singleKeys} onChange={(singleKeys) => prefer({ singleKeys })}>
            {t('workspace.me.single-keys')}
          </Checkbox>
        </section>
        <Sessions />
      </div>
    </main>
  );
}

function Sessions() {
  const t = useT();
  const client = useQueryClient();
  const { data: sessions } = useQuery({
    queryKey: ['sessions'],
    queryFn: async (): Promise<Session[]> => (await data(api.GET('/api/v1/sessions'))).items,
  });
  async function end(id: number): Promise<void> {
    await data(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })).catch((error: unknown) =>
      notices.show({ id: `session/${id}`, tone: 'error', text: { id: 'desk.not-saved', error } }),
    );
    await client.invalidateQueries({ queryKey: ['sessions'] });
  }
  return (
    <section className={page.group}>
      <h2 className={page.legend}>{t('workspace.me.sessions')}</h2>
      <div className={page.tableFrame}>
        <table className={page.table}>
          <tbody>
            {sessions?.map((session) => (
              <tr key={session.id}>
                <td>
                  <bdi>{session.userAgent ?? t('workspace.me.unknown-browser')}</bdi>{' '}
                  {session.current && <Badge tone="ok">{t('workspace.me.this-browser')}</Badge>}
                  <p className={page.about}>
                    <bdi className="ltr">{session.address}</bdi> · <Time at={session.lastUsedAt} />
                  </p>
                </td>
                <td className={page.actions}>
                  {!session.current && <Button onPress={() => void end(session.id)}>{t('workspace.me.end-session')}</Button>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
