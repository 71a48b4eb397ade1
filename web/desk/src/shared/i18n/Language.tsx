import { type ReactNode, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'react-intl';

export type Locale = 'en' | 'de';
export const locales: readonly Locale[] = ['en', 'de'];
type Messages = NonNullable<Parameters<typeof IntlProvider>[0]['messages']>;

const loaders: Record<Locale, () => Promise<{ default: unknown }>> = {
  en: () => import('./compiled/en.json'),
  de: () => import('./compiled/de.json'),
};

export function localeOf(wanted: string | null | undefined): Locale {
  const language = wanted?.slice(0, 2).toLowerCase();
  return locales.find((locale) => locale === language) ?? 'en';
}

export async function loadMessages(locale: Locale): Promise<Messages> {
  return (await loaders[locale]()).default as Messages;
}

/** The first language is loaded before the first paint; another one comes in without losing the page. */
export function Language({ locale, initial, children }: { locale: Locale; initial: { locale: Locale; messages: Messages }; children: ReactNode }) {
  const [shown, setShown] = useState(initial);
  useEffect(() => {
    let current = true;
    if (locale !== shown.locale) void loadMessages(locale).then((messages) => current && setShown({ locale, messages }));
    document.documentElement.lang = shown.locale;
    return () => {
      current = false;
    };
  }, [locale, shown.locale]);
  return (
    <I18nProvider locale={shown.locale}>
      <IntlProvider locale={shown.locale} messages={shown.messages} defaultLocale="en">
        {children}
      </IntlProvider>
    </I18nProvider>
  );
}
