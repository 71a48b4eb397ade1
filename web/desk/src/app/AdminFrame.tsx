import { useLocation } from '@tanstack/react-router';
import { Inbox, MailWarning, UserRound, UsersRound } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { useMay } from '@/shared/api/me';
import { useT } from '@/shared/i18n/format';
import { Link } from '@/shared/ui/Link';
import { Loading } from '@/shared/ui/small';
import styles from './AdminFrame.module.css';

export function AdminFrame({ children }: { children: ReactNode }) {
  const t = useT();
  const { pathname } = useLocation();
  const seesMailboxes = useMay('channel-view');
  const seesHeldMail = useMay('held-mail-manage');
  const pages = [
    { to: '/admin/agents', icon: UserRound, text: t('workspace.agents') },
    { to: '/admin/teams', icon: UsersRound, text: t('workspace.teams') },
    ...(seesMailboxes ? [{ to: '/admin/mailboxes', icon: Inbox, text: t('channel.mailboxes') }] : []),
    ...(seesHeldMail ? [{ to: '/admin/held-mail', icon: MailWarning, text: t('channel.held') }] : []),
  ];
  return (
    <div className={styles.frame}>
      <nav className={styles.pages} aria-label={t('desk.admin')}>
        {pages.map(({ to, icon: Glyph, text }) => (
          <Link key={to} to={to} className={styles.link ?? ''} current={pathname === to}>
            <Glyph size={17} strokeWidth={1.75} aria-hidden />
            {text}
          </Link>
        ))}
      </nav>
      <main className={styles.main}>
        <Suspense fallback={<Loading />}>{children}</Suspense>
      </main>
    </div>
  );
}
