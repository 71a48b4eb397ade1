import { api, data } from '@/shared/api/client';
import { bootstrap, setMe } from '@/shared/api/me';
import { queries } from '@/shared/api/queries';
import type { Me } from '@/shared/api/types';
import { live } from '@/shared/live/live';
import { openFor } from '@/shared/store/database';
import { drafts } from '@/shared/store/draftStore';
import { resumeOutbox } from '@/shared/store/letters';

let opened = false;
/** Set by the router, which knows this file already. */
let goTo: (to: string) => void = () => {};

export function onSignedIn(go: (to: string) => void): void {
  goTo = go;
}

/** What begins with a person: their database, their drafts, what they could not send, their stream. */
export function open(me: Me): void {
  if (opened) return;
  opened = true;
  openFor(me.id);
  void drafts.hydrate();
  void resumeOutbox();
  live.start();
}

export async function signedIn(me: Me, next = '/'): Promise<void> {
  queries.clear();
  const page = await data(api.GET('/api/v1/bootstrap'));
  bootstrap.set({ ...page, me: page.me ?? me });
  goTo(next);
}

export function ended(): void {
  if (!bootstrap.get()?.me) return;
  live.stop();
  setMe(null);
  // A full load, so that nothing of the last person stays in memory.
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
}

export async function signOut(): Promise<void> {
  await drafts.flush();
  await data(api.DELETE('/api/v1/session')).catch(() => {});
  ended();
}
