import { Fragment } from 'react';
import { useT } from '../i18n/format';
import { Sheet } from '../ui/Sheet';
import styles from './HelpDialog.module.css';
import { map, type ShortcutId } from './useShortcut';

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const shown: Record<string, string> = {
    ArrowDown: '↓',
    ArrowUp: '↑',
    Escape: t('desk.key.escape'),
    Enter: t('desk.key.enter'),
    Mod: t('desk.key.mod'),
    Shift: t('desk.key.shift'),
  };
  return (
    <Sheet shape="dialog" title={t('desk.keys')} onClose={onClose}>
      <dl className={styles.keys}>
        {(Object.keys(map) as ShortcutId[]).map((id) => (
          <Fragment key={id}>
            <dt>{t(`desk.keys.${id}`)}</dt>
            <dd>
              {map[id].map((key) => (
                <span key={key} className="ltr">
                  {key.split(/[+ ]/).map((part) => (
                    <kbd key={part}>{shown[part] ?? part.toUpperCase()}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      <p>{t('desk.keys.off')}</p>
    </Sheet>
  );
}
