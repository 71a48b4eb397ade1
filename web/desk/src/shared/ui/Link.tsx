import { createContext, type MouseEvent, type ReactNode, useContext } from 'react';

/** The router belongs to `app`; a feature says where to go and not how. */
export const Go = createContext<(to: string, options?: { replace?: boolean }) => void>(() => {});

export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  return useContext(Go);
}

interface LinkProps {
  readonly to: string;
  readonly className?: string;
  readonly current?: boolean;
  readonly onFollow?: () => void;
  readonly label?: string;
  readonly children: ReactNode;
}

export function Link({ to, className, current = false, onFollow, label, children }: LinkProps) {
  const go = useGo();
  function follow(event: MouseEvent) {
    // A new tab or window is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onFollow?.();
    go(to);
  }
  return (
    <a href={to} className={className} aria-current={current ? 'page' : undefined} aria-label={label} title={label} onClick={follow}>
      {children}
    </a>
  );
}
