import { useEffect, useState } from 'react';
import { api, data } from '@/shared/api/client';
import { Refused } from '@/shared/api/problems';
import type { Me } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { Button } from '@/shared/ui/Button';
import { Field } from '@/shared/ui/Field';
import { Form } from '@/shared/ui/Form';
import page from '@/shared/ui/page.module.css';
import { Empty } from '@/shared/ui/small';
import { useSubmit } from '@/shared/ui/useSubmit';
import { useTitle } from '@/shared/ui/useTitle';

interface SignInProps {
  readonly company: string | null;
  /** The session came to its end while the desk was open. */
  readonly ended: boolean;
  readonly setUpNeeded: boolean;
  readonly onSignedIn: (me: Me) => void;
}

export function SignInPage({ company, ended, setUpNeeded, onSignedIn }: SignInProps) {
  const t = useT();
  useTitle(t('workspace.sign-in'));
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const form = useSubmit(async () => onSignedIn(await data(api.POST('/api/v1/session', { body: { email, password } }))));
  const locked = useLockOut(form.error);
  if (setUpNeeded) {
    return (
      <Empty title={t('workspace.set-up.open')} action={<Button onPress={() => location.reload()}>{t('desk.reload')}</Button>}>
        {t('workspace.set-up.open.hint')}
      </Empty>
    );
  }
  return (
    <main className={page.door}>
      <div className={page.card}>
        <header>
          <h1 className={page.title}>{t('workspace.sign-in.title')}</h1>
          {company && (
            <p className={page.about}>
              <bdi>{company}</bdi>
            </p>
          )}
          {ended && <p role="status">{t('workspace.sign-in.ended')}</p>}
        </header>
        <Form
          {...form}
          words={
            locked > 0
              ? t('workspace.locked-out', { seconds: String(locked) })
              : form.error instanceof Refused && form.error.code === 'locked-out'
                ? null
                : form.words
          }
          busy={form.busy || locked > 0}
          action={t('workspace.sign-in')}
        >
          <Field
            label={t('workspace.email')}
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
            isRequired
            autoFocus
            error={form.fields.email}
          />
          <Field
            label={t('workspace.password')}
            type="password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            isRequired
            error={form.fields.password}
          />
        </Form>
      </div>
    </main>
  );
}

/** Counts the seconds down, so that nobody tries against a locked door. */
function useLockOut(error: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!(error instanceof Refused) || error.code !== 'locked-out') return setLeft(0);
    const until = Date.now() + Number(error.problem.params?.seconds ?? 60) * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [error]);
  return left;
}
