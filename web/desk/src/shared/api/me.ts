import { Cell, useCell } from '../store/cell';
import type { Bootstrap, Me } from './types';

/** Who is signed in, and what the company is: read once at start, changed by sign-in and preferences. */
export const bootstrap = new Cell<Bootstrap | null>(null);

export function useMe(): Me {
  const me = useCell(bootstrap, (now) => now?.me ?? null);
  if (!me) throw new Error('used outside of a signed-in page');
  return me;
}

type Permission = 'agent-manage' | 'channel-manage' | 'channel-view' | 'held-mail-manage' | 'team-manage';

/** Whether the one who is signed in may do it at all; what may be done with one thing comes with that thing. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}

const none: readonly string[] = [];

/** The company's own addresses; who answers mail may know them, whether or not he may see the accounts behind them. */
export function useMailboxes(): readonly string[] {
  return useCell(bootstrap, (now) => (now?.settings.mailboxes as string[] | undefined) ?? none);
}

export function setMe(me: Me | null): void {
  bootstrap.update((now) => now && { ...now, me });
}
