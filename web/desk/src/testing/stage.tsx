import '@/shared/ui/base.css';
import '@/shared/ui/tokens.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { bootstrap } from '@/shared/api/me';
import { queries } from '@/shared/api/queries';
import type { Me } from '@/shared/api/types';
import { Language, loadMessages } from '@/shared/i18n/Language';

export const ada: Me = {
  id: 101,
  name: 'Ada',
  email: 'ada@rapport.example',
  role: 'administrator',
  permissions: ['agent-manage', 'channel-manage', 'channel-view', 'held-mail-manage', 'team-manage'],
  locale: null,
  teams: [],
  undoSendSeconds: 10,
  afterSend: 'stay',
};

/** What a component needs around it, without a server. */
export async function stage(children: ReactNode) {
  bootstrap.set({
    me: ada,
    company: 'Nordlys AS',
    setupNeeded: false,
    locale: 'en',
    zone: 'Europe/Oslo',
    streamAvailable: true,
    settings: {},
    incarnation: 1,
    position: 1,
  });
  const initial = { locale: 'en' as const, messages: await loadMessages('en') };
  return render(
    <Language locale="en" initial={initial}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: queries.getDefaultOptions() })}>{children}</QueryClientProvider>
    </Language>,
  );
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

type Said = [status: number, body?: unknown];
type Answer = (call: Call) => Said | Promise<Said>;

/** Stands where the network is; keeps what was asked. */
export function answering(answer: Answer): { calls: Call[]; restore: () => void } {
  const calls: Call[] = [];
  const before = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (!url.pathname.startsWith('/api/')) return before(input, init);
    const text = request.headers.get('content-type')?.includes('json') ? await request.text() : '';
    const call = { method: request.method, path: url.pathname.replace('/api/v1', ''), body: text ? JSON.parse(text) : {} };
    calls.push(call);
    const [status, body] = await answer(call);
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  };
  const uploading = globalThis.XMLHttpRequest;
  globalThis.XMLHttpRequest = uploadingTo(async (call) => {
    calls.push(call);
    return answer(call);
  });
  return {
    calls,
    restore: () => {
      globalThis.fetch = before;
      globalThis.XMLHttpRequest = uploading;
    },
  };
}

/** As much of an XMLHttpRequest as an upload uses; half of the body has gone when the server is asked. */
function uploadingTo(answer: (call: Call) => Promise<Said>): typeof XMLHttpRequest {
  class Upload {
    readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
    onload?: () => void;
    onabort?: () => void;
    status = 0;
    responseText = '';
    private call: Call = { method: '', path: '', body: {} };
    private aborted = false;

    open(method: string, url: string): void {
      this.call = { method, path: url.replace('/api/v1', ''), body: {} };
    }
    setRequestHeader(): void {}
    abort(): void {
      this.aborted = true;
      this.onabort?.();
    }
    async send(): Promise<void> {
      this.upload.onprogress?.({ loaded: 1, total: 2 });
      const [status, body] = await answer(this.call);
      if (this.aborted) return;
      Object.assign(this, { status, responseText: JSON.stringify(body) });
      this.onload?.();
    }
  }
  return Upload as never;
}
