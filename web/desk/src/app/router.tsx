import { createRootRoute, createRoute, createRouter, Outlet, redirect, useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { InboxPage } from '@/features/ticket';
import { bootstrap } from '@/shared/api/me';
import { type ViewKey, views } from '@/shared/api/types';
import { part } from '@/shared/ui/part';
import { Loading } from '@/shared/ui/small';
import { ticketIn } from './address';
import { Boundary } from './Broken';
import { Shell } from './Shell';
import { onSignedIn, signedIn, signOut } from './session';

const ContactPanel = part(async () => (await import('@/features/customer')).ContactPanel);
const SignIn = part(async () => (await import('@/features/session')).SignInPage);
const AdminFrame = part(async () => (await import('./AdminFrame')).AdminFrame);
const SetUp = part(async () => (await import('@/features/session')).SetUpPage);
const Me = part(async () => (await import('@/features/session')).MePage);
const Search = part(async () => (await import('@/features/search')).SearchPage);

const root = createRootRoute({
  component: () => (
    <Boundary at={useLocation().pathname}>
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </Boundary>
  ),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) => ({
    ...(typeof search.next === 'string' && /^\/(?![/\\])/.test(search.next) ? { next: search.next } : {}),
    ...(search.ended ? { ended: true } : {}),
  }),
  component: () => {
    const { next, ended = false } = signIn.useSearch();
    const { company = null, setupNeeded = false } = bootstrap.get() ?? {};
    return <SignIn company={company} ended={ended} setUpNeeded={setupNeeded} onSignedIn={(me) => signedIn(me, next)} />;
  },
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  validateSearch: (search: Record<string, unknown>) => ({ token: String(search.token ?? ''), ...(search.step ? { step: Number(search.step) } : {}) }),
  component: () => {
    const { token, step = 1 } = setUp.useSearch();
    return <SetUp token={token} step={step} onDone={(me) => signedIn(me)} />;
  },
});

const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: ({ location }) => {
    if (!bootstrap.get()?.me) throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } });
  },
  component: () => (
    <Shell>
      <Boundary at={useLocation().pathname}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </Boundary>
    </Shell>
  ),
});

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view/{-$ticketId}', params: { view: 'mine' } });
  },
});

// A link such as people write by hand.
const ticket = createRoute({
  getParentRoute: () => desk,
  path: '/tickets/$ticketId',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/inbox/$view/{-$ticketId}', params: { view: 'open', ticketId: params.ticketId } });
  },
});

const context = (contactId: number, ticketId: number, fields: ReactNode) => (
  <Suspense fallback={<Loading rows={3} />}>
    <ContactPanel contactId={contactId} ticketId={ticketId}>
      {fields}
    </ContactPanel>
  </Suspense>
);

const viewOf = (view: string): ViewKey => views.find((key) => key === view) ?? 'mine';

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox/$view/{-$ticketId}',
  component: () => {
    const { view, ticketId } = inbox.useParams();
    const ticket = ticketIn(ticketId);
    if (ticket === undefined) return <Lost />;
    return <InboxPage view={viewOf(view)} ticketId={ticket} context={context} />;
  },
});

const search = createRoute({
  getParentRoute: () => desk,
  path: '/search',
  validateSearch: (raw: Record<string, unknown>) => ({ q: String(raw.q ?? '') }),
  component: () => <Search q={search.useSearch().q} />,
});

const me = createRoute({ getParentRoute: () => desk, path: '/me', component: () => <Me onSignOut={() => void signOut()} /> });

const admin = createRoute({
  getParentRoute: () => desk,
  path: '/admin',
  component: () => (
    <AdminFrame>
      <Outlet />
    </AdminFrame>
  ),
});

const adminHome = createRoute({
  getParentRoute: () => admin,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/admin/agents' });
  },
});
const agents = createRoute({
  getParentRoute: () => admin,
  path: 'agents',
  component: part(async () => (await import('@/features/workspace')).AgentsPage),
});
const teams = createRoute({
  getParentRoute: () => admin,
  path: 'teams',
  component: part(async () => (await import('@/features/workspace')).TeamsPage),
});
const mailboxes = createRoute({
  getParentRoute: () => admin,
  path: 'mailboxes',
  component: part(async () => (await import('@/features/channel')).MailboxesPage),
});
const heldMail = createRoute({
  getParentRoute: () => admin,
  path: 'held-mail',
  component: part(async () => (await import('@/features/channel')).HeldMailPage),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setUp,
    desk.addChildren([home, ticket, inbox, search, me, admin.addChildren([adminHome, agents, teams, mailboxes, heldMail])]),
  ]),
  defaultNotFoundComponent: () => <Lost />,
});

function Lost() {
  const navigate = useNavigate();
  void navigate({ to: '/', replace: true });
  return null;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export function go(to: string, { replace = false }: { replace?: boolean } = {}): void {
  void router.navigate({ href: to, replace } as never);
}

onSignedIn((to) => go(to, { replace: true }));
