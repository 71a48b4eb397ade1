import { useLocation } from '@tanstack/react-router';
import { Inbox, Search, Settings, WifiOff } from 'lucide-react';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { whenSignedOut } from '@/shared/api/client';
import { useMe } from '@/shared/api/me';
import { useT } from '@/shared/i18n/format';
import { keys, listen } from '@/shared/keys/registry';
import { useShortcut } from '@/shared/keys/useShortcut';
import { connection } from '@/shared/live/live';
import { useCell } from '@/shared/store/cell';
import { keepDraftsSafe } from '@/shared/store/draftStore';
import { notices } from '@/shared/store/notices';
import { Link, useGo } from '@/shared/ui/Link';
import { part } from '@/shared/ui/part';
import { preferences } from '@/shared/ui/preferences';
import { Avatar } from '@/shared/ui/small';
import { Time } from '@/shared/ui/Time';
import { Toasts } from '@/shared/ui/Toasts';
import styles from './Shell.module.css';
import { ended, open } from './session';

const HelpDialog = part(async () => (await import('@/shared/keys/HelpDialog')).HelpDialog);

export function Shell({ children }: { children: ReactNode }) {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const { pathname } = useLocation();
  const singleKeys = useCell(preferences, (now) => now.singleKeys);
  const [help, setHelp] = useState(false);

  useEffect(() => {
    whenSignedOut(() => void ended());
    open(me);
    keepDraftsSafe();
    return listen();
  }, [me]);
  useEffect(() => {
    keys.enabled = singleKeys;
  }, [singleKeys]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each place is entered without the failures of the last one
  useEffect(() => notices.leave(), [pathname]);
  useShortcut('desk.search', () => {
    // Who is there already wants the field, with what stands in it.
    if (pathname === '/search') document.querySelector<HTMLInputElement>('input[type=search]')?.focus();
    else go('/search');
  });
  useShortcut('desk.go-inbox', () => go('/inbox/mine'));
  useShortcut('desk.go-admin', () => go('/admin/agents'));
  useShortcut('desk.help', () => setHelp(true));

  const places = [
    { to: '/inbox/mine', at: '/inbox', icon: Inbox, text: t('desk.inbox') },
    { to: '/search', at: '/search', icon: Search, text: t('desk.search') },
    { to: '/admin/agents', at: '/admin', icon: Settings, text: t('desk.admin') },
  ];
  return (
    <div className={styles.shell}>
      <nav className={styles.dock} aria-label={t('desk.main')}>
        <svg className={styles.logo} viewBox="0 0 24 24" aria-hidden="true">
          <path d="M3 2h8v20H3z" fill="currentColor" opacity="0.45" />
          <path d="M13 2h8v9h-8z" fill="currentColor" />
          <path className={styles.spark} d="M13 13h8v9h-8z" />
        </svg>
        {places.map(({ to, at, icon: Glyph, text }) => (
          <Link key={to} to={to} className={styles.place ?? ''} current={pathname.startsWith(at)} label={text}>
            <Glyph size={19} strokeWidth={1.75} aria-hidden />
            <span className={styles.placeText} aria-hidden>
              {text}
            </span>
          </Link>
        ))}
        <span className={styles.space} />
        <Link to="/me" className={styles.place ?? ''} current={pathname.startsWith('/me')} label={t('desk.me', { name: me.name })}>
          <Avatar name={me.name} large />
        </Link>
      </nav>
      <div className={styles.page}>
        <ConnectionBar />
        {children}
      </div>
      <Toasts />
      {help && (
        <Suspense fallback={null}>
          <HelpDialog onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Silent while all is well; a short gap heals itself and is only worth a word when it lasts. */
function ConnectionBar() {
  const t = useT();
  const now = useCell(connection);
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(now.state === 'offline');
    if (now.state !== 'reconnecting') return;
    const timer = setTimeout(() => setLate(true), 2500);
    return () => clearTimeout(timer);
  }, [now.state]);
  return (
    <p role="status" className={styles.connection} hidden={!late} data-state={now.state}>
      {late && (
        <>
          <WifiOff size={15} strokeWidth={1.75} aria-hidden />
          {now.state === 'offline' ? (
            <span>
              {t('desk.offline')} <Time at={new Date(now.since).toISOString()} form="clock" />
              <span className={styles.offlineHint}>{t('desk.offline.hint')}</span>
            </span>
          ) : (
            t('desk.reconnecting')
          )}
        </>
      )}
    </p>
  );
}
