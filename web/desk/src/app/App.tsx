import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { RouterProvider as AriaRouter } from 'react-aria-components';
import { bootstrap } from '@/shared/api/me';
import { queries } from '@/shared/api/queries';
import { Language, localeOf } from '@/shared/i18n/Language';
import { useCell } from '@/shared/store/cell';
import { Go } from '@/shared/ui/Link';
import { go, router } from './router';

type Initial = ComponentProps<typeof Language>['initial'];

export function App({ initial }: { initial: Initial }) {
  const locale = useCell(bootstrap, (now) => localeOf(now?.me?.locale ?? now?.locale));
  return (
    <Language locale={locale} initial={initial}>
      <QueryClientProvider client={queries}>
        <AriaRouter navigate={go}>
          <Go value={go}>
            <RouterProvider router={router} />
          </Go>
        </AriaRouter>
      </QueryClientProvider>
    </Language>
  );
}
