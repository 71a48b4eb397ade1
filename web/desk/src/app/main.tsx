import '@/shared/ui/base.css';
import '@/shared/ui/tokens.css';
import '@fontsource-variable/atkinson-hyperlegible-next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bootstrap } from '@/shared/api/me';
import { loadMessages, localeOf } from '@/shared/i18n/Language';
import { startPreferences } from '@/shared/ui/preferences';
import { App } from './App';
import { Broken } from './Broken';
import { readBootstrap } from './bootstrap';

async function start(): Promise<void> {
  startPreferences();
  const root = createRoot(document.getElementById('root')!);
  try {
    const page = await readBootstrap();
    bootstrap.set(page);
    const locale = localeOf(page.me?.locale ?? page.locale ?? navigator.language);
    const messages = await loadMessages(locale);
    root.render(
      <StrictMode>
        <App initial={{ locale, messages }} />
      </StrictMode>,
    );
  } catch (error) {
    const locale = localeOf(navigator.language);
    root.render(<Broken locale={locale} messages={await loadMessages(locale)} error={error} />);
  }
}

void start();
