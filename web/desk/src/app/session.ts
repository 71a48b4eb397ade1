import { api, data } from '@/shared/api/client';
import { bootstrap } from '@/shared/api/me';
import { queries } from '@/shared/api/queries';
import type { Me } from '@/shared/api/types';
import { live } from '@/shared/live/live';
import { openFor } from '@/shared/store/database';
import { drafts } from '@/shared/store/draftStore';
import { resumeOutbox } from '@/shared/store/letters';

/** Milliseconds that writing drafts down may take before the page is left, and between two looks whether somebody still types. */
const patience = 2000;
const glance = 700;
const mostGlances = 40;

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
  // Not the channel of `live`, which ends before the last words are written down, and is not one person's.
  drafts.meet(new BroadcastChannel(`rapport-drafts-${me.id}`));
  // What is refused now goes back to the drafts, which must be there by then.
  void drafts.hydrate().then(resumeOutbox);
  live.start();
}

export async function signedIn(me: Me, next = '/'): Promise<void> {
  queries.clear();
  const page = await data(api.GET('/api/v1/bootstrap'));
  bootstrap.set({ ...page, me: page.me ?? me });
  goTo(next);
}

let leaving = false;

/** Signed out, or no longer signed in: to the sign-in and back, with all that was being written. */
export async function ended(byOneself = false): Promise<void> {
  if (leaving || !bootstrap.get()?.me) return;
  leaving = true;
  live.stop();
  await allIsWritten();
  // A full load, so that nothing of the last person stays in memory.
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}${byOneself ? '' : '&ended=true'}`);
}

/** Whoever is in the middle of a sentence ends it first: what is typed while a page goes is lost. */
async function allIsWritten(): Promise<void> {
  for (let glances = 0; glances < mostGlances; glances++) {
    const before = drafts.changes;
    // The browser's own database is enough; the server may not answer any more.
    await Promise.race([drafts.flush(), pause(patience)]);
    if (!(document.activeElement instanceof HTMLElement && document.activeElement.isContentEditable)) return;
    await pause(glance);
    if (drafts.changes === before) return;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export async function signOut(): Promise<void> {
  await drafts.flush();
  await data(api.DELETE('/api/v1/session')).catch(() => {});
  await ended(true);
}
