import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { api, data } from '@/shared/api/client';
import { Refused } from '@/shared/api/problems';
import type { Me } from '@/shared/api/types';
import { problemWords, useT } from '@/shared/i18n/format';
import { Button } from '@/shared/ui/Button';
import { Field } from '@/shared/ui/Field';
import { Form } from '@/shared/ui/Form';
import { useGo } from '@/shared/ui/Link';
import { blankOutbound, MailServerFields, type OutboundInput, outboundRequest } from '@/shared/ui/MailServerFields';
import page from '@/shared/ui/page.module.css';
import { Empty, Loading } from '@/shared/ui/small';
import { useSubmit } from '@/shared/ui/useSubmit';
import { useTitle } from '@/shared/ui/useTitle';

const steps = ['company', 'administrator', 'mailbox'] as const;

interface SetUpProps {
  readonly token: string;
  /** From 1; in the address, so that the browser's Back goes a step back. */
  readonly step: number;
  readonly onDone: (me: Me) => void;
}

export function SetUpPage({ token, step, onDone }: SetUpProps) {
  const t = useT();
  const go = useGo();
  useTitle(t('workspace.set-up.title'));
  const intl = useIntl();
  const state = useQuery({ queryKey: ['setup', token], queryFn: () => data(api.GET('/api/v1/setup', { params: { query: { token } } })) });
  if (state.error) return <Empty title={t('desk.failed')}>{problemWords(intl, state.error)}</Empty>;
  if (!state.data) return <Loading />;
  if (!state.data.needed) {
    return (
      <Empty title={t('workspace.set-up.done')} action={<Button onPress={() => go('/sign-in')}>{t('workspace.sign-in')}</Button>}>
        {t('workspace.set-up.done.hint')}
      </Empty>
    );
  }
  if (!state.data.tokenValid) return <Empty title={t('workspace.set-up.bad-link')}>{t('workspace.set-up.bad-link.hint')}</Empty>;
  return <Wizard token={token} step={step} onDone={onDone} />;
}

/** The step that a refused field stands on. */
function stepOf(field: string): number {
  return field === 'company' ? 0 : /^(administrator\.)?(name|email|password)$/.test(field) ? 1 : 2;
}

function Wizard({ token, step: asked, onDone }: SetUpProps) {
  const t = useT();
  const go = useGo();
  // After a reload nothing is filled in, whatever the address says.
  const [reached, setReached] = useState(0);
  const step = Math.max(0, Math.min(asked - 1, reached));
  function setStep(next: number) {
    setReached(Math.max(reached, next));
    go(`/set-up?token=${encodeURIComponent(token)}&step=${next + 1}`);
  }
  const [company, setCompany] = useState('');
  const [administrator, setAdministrator] = useState({ name: '', email: '', password: '' });
  const [mailbox, setMailbox] = useState({ name: '', address: '' });
  const [outbound, setOutbound] = useState<OutboundInput>(blankOutbound);
  const [skipped, setSkipped] = useState(false);

  const form = useSubmit(async () => {
    if (step < 2) return setStep(step + 1);
    const withMailbox = !skipped && mailbox.address !== '';
    const body = { token, company, administrator, ...(withMailbox ? { mailbox: { ...mailbox, outbound: outboundRequest(outbound) } } : {}) };
    try {
      onDone(await data(api.POST('/api/v1/setup', { body })));
    } catch (error) {
      const first = Math.min(...(error instanceof Refused ? error.fields : []).map(({ field }) => stepOf(field)));
      if (first < step) setStep(first);
      throw error;
    }
  });
  const of = (name: string) => form.fields[name] ?? form.fields[`administrator.${name}`] ?? form.fields[`mailbox.${name}`];
  const current = steps[step] ?? 'company';

  return (
    <main className={page.door}>
      <div className={page.card}>
        <header>
          <h1 className={page.title}>{t('workspace.set-up.title')}</h1>
          <p className={page.about}>{t('workspace.set-up.step', { step: String(step + 1), count: String(steps.length) })}</p>
          <ol className={page.steps}>
            {steps.map((name, index) => (
              <li key={name} aria-current={index === step ? 'step' : undefined}>
                {t(`workspace.set-up.${name}`)}
              </li>
            ))}
          </ol>
        </header>
        <Form
          key={current}
          {...form}
          action={t(step < 2 ? 'workspace.set-up.next' : 'workspace.set-up.finish')}
          aside={
            <>
              {step > 0 && <Button onPress={() => setStep(step - 1)}>{t('desk.back')}</Button>}
              {step === 2 && (
                <Button type="submit" look="quiet" onPress={() => setSkipped(true)}>
                  {t('workspace.set-up.skip')}
                </Button>
              )}
            </>
          }
        >
          {current === 'company' && (
            <Field label={t('workspace.company')} value={company} onChange={setCompany} isRequired autoFocus error={of('company')} />
          )}
          {current === 'administrator' && (
            <>
              <Field
                label={t('workspace.name')}
                autoComplete="name"
                value={administrator.name}
                onChange={(name) => setAdministrator({ ...administrator, name })}
                isRequired
                autoFocus
                error={of('name')}
              />
              <Field
                label={t('workspace.email')}
                type="email"
                autoComplete="username"
                value={administrator.email}
                onChange={(email) => setAdministrator({ ...administrator, email })}
                isRequired
                error={of('email')}
              />
              <Field
                label={t('workspace.password')}
                hint={t('workspace.password.hint')}
                type="password"
                autoComplete="new-password"
                minLength={10}
                value={administrator.password}
                onChange={(password) => setAdministrator({ ...administrator, password })}
                isRequired
                error={of('password')}
              />
            </>
          )}
          {current === 'mailbox' && (
            <>
              <Field
                label={t('channel.name')}
                hint={t('channel.name.hint')}
                value={mailbox.name}
                onChange={(name) => setMailbox({ ...mailbox, name })}
                autoFocus
                error={of('mailbox.name')}
              />
              <Field
                label={t('channel.address')}
                type="email"
                value={mailbox.address}
                onChange={(address) => setMailbox({ ...mailbox, address })}
                error={of('address')}
              />
              <MailServerFields value={outbound} onChange={setOutbound} fields={form.fields} />
            </>
          )}
        </Form>
      </div>
    </main>
  );
}
