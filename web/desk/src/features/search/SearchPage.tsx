import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { useIntl } from 'react-intl';
import { api, data } from '@/shared/api/client';
import { type FieldError, Refused } from '@/shared/api/problems';
import type { SearchHit } from '@/shared/api/types';
import { problemWords, useT } from '@/shared/i18n/format';
import { useShortcut } from '@/shared/keys/useShortcut';
import { Link, useGo } from '@/shared/ui/Link';
import { pieces } from '@/shared/ui/marked';
import { Avatar, Empty, Failed, Loading, StatusPill } from '@/shared/ui/small';
import { Time } from '@/shared/ui/Time';
import { useTitle } from '@/shared/ui/useTitle';
import styles from './search.module.css';

const typingPause = 180;
/** Of the reader: what today is on his screen, it is in what he asks. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function SearchPage({ q }: { q: string }) {
  const t = useT();
  const intl = useIntl();
  const go = useGo();
  useTitle(q.trim() ? t('desk.search.title', { q: q.trim() }) : t('desk.search'));
  const [text, setText] = useState(q);
  useEffect(() => {
    const timer = setTimeout(() => text !== q && go(`/search?q=${encodeURIComponent(text)}`, { replace: true }), typingPause);
    return () => clearTimeout(timer);
  }, [text, q, go]);
  const found = useQuery({
    queryKey: ['search', q],
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => data(api.GET('/api/v1/search', { params: { query: { q, zone, limit: 50 } }, signal })),
  });
  const hits = q.trim() ? found.data?.items : undefined;
  const unclear = found.error instanceof Refused ? found.error.fields : [];
  const page = useRef<HTMLElement>(null);

  /** Through the hits as through a list; above the first is the field. */
  function step(by: 1 | -1) {
    const places = [...(page.current?.querySelectorAll<HTMLElement>('input, ol a') ?? [])];
    const at = places.indexOf(document.activeElement as HTMLElement);
    places[Math.min(places.length - 1, Math.max(0, at + by))]?.focus();
  }
  useShortcut('ticket.next', () => step(1));
  useShortcut('ticket.previous', () => step(-1));

  return (
    <main className={styles.page} ref={page}>
      <h1 className="hidden">{t('desk.search')}</h1>
      <SearchField aria-label={t('desk.search')} value={text} onChange={setText} autoFocus className={styles.field ?? ''}>
        <Input
          className={styles.input ?? ''}
          placeholder={t('desk.search.placeholder')}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            step(1);
          }}
        />
      </SearchField>
      <p role="status" className={styles.status}>
        {hits && t(found.data?.next ? 'desk.search.more' : 'desk.search.count', { count: String(hits.length) })}
      </p>
      {found.error && !found.isFetching ? (
        unclear.length ? (
          <Empty title={t('desk.search.unclear')}>
            {problemWords(intl, found.error)}{' '}
            {unclear.map((error, index) => (
              <Place key={index} error={error} />
            ))}
          </Empty>
        ) : (
          <Failed title={t('desk.search.failed')} error={found.error} retry={found.refetch} />
        )
      ) : found.isLoading || (found.error && found.isFetching) ? (
        <Loading />
      ) : hits?.length ? (
        <ol className={styles.hits}>
          {hits.map((hit) => (
            <Hit key={hit.ticket.id} hit={hit} />
          ))}
        </ol>
      ) : (
        <Empty title={t(hits ? 'desk.search.none' : 'desk.search.start')}>{t('desk.search.hint')}</Empty>
      )}
    </main>
  );
}

/** Where in the search it is. */
function Place({ error: { params } }: { error: FieldError }) {
  const t = useT();
  const { character, text } = params as { character?: number; text?: string };
  if (character === undefined) return null;
  return <bdi>{t(text ? 'desk.search.at' : 'desk.search.at-character', { character: String(character), text: text ?? '' })}</bdi>;
}

function Marked({ html }: { html: string }) {
  return (
    <bdi>{pieces(html).map((piece, index) => (piece.marked ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>))}</bdi>
  );
}

function Hit({ hit: { ticket, highlights } }: { hit: SearchHit }) {
  const t = useT();
  const of = (field: SearchHit['highlights'][number]['field']) => highlights.find((highlight) => highlight.field === field)?.html;
  const subject = of('subject');
  const contact = of('contact');
  const body = of('body');
  return (
    <li>
      <Link to={`/inbox/open/${ticket.id}`} className={styles.hit ?? ''}>
        <span className={styles.line}>
          <span className={styles.subject}>{subject ? <Marked html={subject} /> : <bdi>{ticket.subject || t('ticket.no-subject')}</bdi>}</span>
          <StatusPill status={ticket.status} />
          {ticket.assignee && <Avatar name={ticket.assignee.name} />}
          <span className={styles.meta}>
            <Time at={ticket.updatedAt} form="age" />
          </span>
        </span>
        <span className={styles.meta}>
          <span className="ltr">#{ticket.number}</span> {contact ? <Marked html={contact} /> : <bdi>{ticket.contact.name}</bdi>}
        </span>
        {(body ?? ticket.preview) && <span className={styles.body}>{body ? <Marked html={body} /> : <bdi>{ticket.preview}</bdi>}</span>}
      </Link>
    </li>
  );
}
