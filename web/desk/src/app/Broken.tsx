import { Component, type ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { api, data } from '@/shared/api/client';
import { Unreachable } from '@/shared/api/problems';
import { type MessageId, problemWords, useT } from '@/shared/i18n/format';
import { Button } from '@/shared/ui/Button';
import { Empty, Failed } from '@/shared/ui/small';

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
  const words = problemWords(useIntl(), error);
  // A page that is loaded again while nobody answers is gone with all that is on it.
  if (error instanceof Unreachable) return <Failed title={t('desk.lost')} error={error} retry={reloadOnceAnswered} />;
  return (
    <Empty title={t(saying)} action={<Button onPress={() => location.reload()}>{t('desk.reload')}</Button>}>
      {words}
    </Empty>
  );
}

/** The browser keeps in mind which parts it could not load, until the page is loaded again. */
async function reloadOnceAnswered(): Promise<void> {
  await data(api.GET('/api/v1/bootstrap')).then(
    () => location.reload(),
    () => {},
  );
}

interface BoundaryProps {
  readonly children: ReactNode;
  /** Where the agent is: what broke there need not break elsewhere. */
  readonly at?: string;
}

/** One part that breaks must not take the dock and the drafts with it, nor the place that is gone to next. */
export class Boundary extends Component<BoundaryProps, { error: unknown; at: string | undefined }> {
  override state = { error: null as unknown, at: this.props.at };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps({ at }: BoundaryProps, state: { at: string | undefined }) {
    return at === state.at ? null : { error: null, at };
  }

  override render() {
    return this.state.error ? <Apology error={this.state.error} saying="desk.stopped" /> : this.props.children;
  }
}
