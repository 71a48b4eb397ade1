import { CircleDot, Inbox, Search, UserMinus, Users } from 'lucide-react';
import { useIntl } from 'react-intl';
import { type ViewKey, views } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import type { Icon } from '@/shared/ui/Button';
import { Link } from '@/shared/ui/Link';
import { useViews } from '../api';
import styles from './list.module.css';

const icons: Record<ViewKey, Icon> = { mine: CircleDot, 'my-teams': Users, unassigned: UserMinus, open: Inbox };

export function ViewList({ current, onClose }: { current: ViewKey; onClose: () => void }) {
  const t = useT();
  const intl = useIntl();
  const counts = useViews().data;
  return (
    <nav className={styles.views} aria-label={t('ticket.views')}>
      <Link to="/search" className={styles.search ?? ''}>
        <Search size={16} strokeWidth={1.75} aria-hidden />
        <span>{t('desk.search')}</span>
        <kbd aria-hidden>/</kbd>
      </Link>
      <p className={styles.group}>{t('ticket.views.group')}</p>
      {views.map((view) => {
        const Glyph = icons[view];
        return (
          <Link key={view} to={`/inbox/${view}`} className={styles.view ?? ''} current={view === current} onFollow={onClose}>
            <Glyph size={17} strokeWidth={1.75} aria-hidden />
            <span>{t(`ticket.view.${view}`)}</span>
            {counts?.[view] !== undefined && <span className={styles.number}>{intl.formatNumber(counts[view])}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
