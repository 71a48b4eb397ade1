import { useEffect } from 'react';
import { useT } from '../i18n/format';

/** What the tab and the history call the page (WCAG 2.4.2); each page says it once. */
export function useTitle(page: string): void {
  const t = useT();
  const title = t('desk.title', { page });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
