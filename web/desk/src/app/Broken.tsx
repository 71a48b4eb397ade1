import { Component, type ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { type MessageId, problemWords, useT } from '@/shared/i18n/format';
import { Button } from '@/shared/ui/Button';
import { Empty } from '@/shared/ui/small';

type Messages = NonNullable<Parameters<typeof IntlProvider>[0]['messages']>;

/** What stands here when the desk could not even start. */
export function Broken({ locale, messages, error }: { locale: string; messages: Messages; error: unknown }) {
  return (
    <IntlProvider locale={locale} messages={messages}>
      <Apology error={error} saying="desk.broken" />
    </IntlProvider>
  );
}

function Apology({ error, saying }: { error: unknown; saying: MessageId }) {
  const t = useT();
  return (
    <Empty title={t(saying)} action={<Button onPress={() => location.reload()}>{t('desk.reload')}</Button>}>
      {problemWords(useIntl(), error)}
    </Empty>
  );
}

/** One part that breaks must not take the dock and the drafts with it. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error ? <Apology error={this.state.error} saying="desk.stopped" /> : this.props.children;
  }
}
