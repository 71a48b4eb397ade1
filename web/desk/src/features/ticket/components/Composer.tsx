import { ChevronDown, Lock, Paperclip, Send } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useMailboxes, useMe } from '@/shared/api/me';
import type { Message, Mode, Status, Ticket } from '@/shared/api/types';
import type { EditorHandle } from '@/shared/editor/Editor';
import { type MessageId, problemWords, useT } from '@/shared/i18n/format';
import { useShortcut } from '@/shared/keys/useShortcut';
import { useCell } from '@/shared/store/cell';
import { draftKey } from '@/shared/store/drafts';
import { Button, IconButton } from '@/shared/ui/Button';
import { cx } from '@/shared/ui/cx';
import { Menu, MenuItem } from '@/shared/ui/Menu';
import type { useMessages } from '../api';
import { carriedCc } from '../model/recipients';
import { unseen } from '../model/thread';
import { refusals, restored, send } from '../sending';
import { useComposerDraft } from '../useComposerDraft';
import styles from './composer.module.css';
import { Files } from './Files';
import { Recipients } from './Recipients';
import { Uploads } from './Uploads';

const Editor = lazy(() => import('@/shared/editor/Editor'));

interface ComposerProps {
  readonly ticket: Ticket;
  readonly query: Pick<ReturnType<typeof useMessages>, 'data'>;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly onTyping: (typing: boolean) => void;
  readonly onDone: () => void;
}

const afterReply: readonly Status[] = ['pending', 'open', 'on-hold', 'solved'];
const none: readonly Message[] = [];

function sendWords(status: Status | undefined): MessageId {
  return status && status !== 'new' && status !== 'closed' ? `ticket.send.${status}` : 'ticket.send';
}

/** Whoever writes a subject, an address or anything else does not send by it. */
function isOfComposer({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[data-mode]') !== null && !target.matches('input');
}

export function Composer({ ticket, query, mode: wished, onMode, onTyping, onDone }: ComposerProps) {
  const t = useT();
  const intl = useIntl();
  const me = useMe();
  const mode = !ticket.can.reply ? 'note' : ticket.can.note ? wished : 'reply';
  const messages = query.data?.pages[0]?.items ?? none;
  const editor = useRef<EditorHandle>(null);
  const draft = useComposerDraft(ticket, mode, carriedCc(messages, ticket, useMailboxes()), editor);
  const [status, setStatus] = useState<Status | undefined>('pending');
  const [choosing, setChoosing] = useState(false);
  const seen = useRef<Set<number> | null>(null);
  const files = useRef<HTMLInputElement>(null);
  const back = useCell(restored);
  const first = useRef(back);
  const reason = useCell(refusals, (all) => all[draftKey(ticket.id, mode)]);
  const note = mode === 'note';
  const fresh = seen.current ? unseen(messages, seen.current, me.id) : [];
  const [unclear, setUnclear] = useState(false);
  const ready = !unclear && !draft.empty && !draft.uploads.length;

  useEffect(() => {
    // What was on the screen when writing began is what the answer answers.
    if (draft.empty) seen.current = null;
    // A draft may be there before the thread it belongs to.
    else if (messages !== none) seen.current ??= new Set(messages.map(({ id }) => id));
  }, [draft.empty, messages]);
  useEffect(() => {
    if (back?.ticketId !== ticket.id) return;
    restored.set(null);
    // Nobody's note turns into a reply under his fingers.
    if (back.refused && back.mode !== mode && !draft.empty) return;
    onMode(back.mode);
    setStatus(back.status);
    // What came back while the agent was elsewhere must not take his keys.
    if (!back.refused && back !== first.current) requestAnimationFrame(() => editor.current?.focus());
  }, [back, ticket.id, onMode, mode, draft.empty]);

  function focus(next: Mode) {
    onMode(next);
    requestAnimationFrame(() => editor.current?.focus());
  }

  function submit(wanted: Status | undefined) {
    if (!ready) return;
    if (!note && fresh.length) {
      seen.current = new Set(messages.map(({ id }) => id));
      document.querySelector('[data-thread]')?.scrollTo({ top: 0, behavior: 'smooth' });
      draft.touch();
      return;
    }
    send(ticket, mode, draft.content, note ? undefined : wanted, me.undoSendSeconds);
    onTyping(false);
    // The editor begins anew and the button has nothing to send: neither keeps the focus.
    document.querySelector<HTMLElement>('[data-thread]')?.focus({ preventScroll: true });
    if (!note) onDone();
  }

  useShortcut('ticket.reply', () => focus('reply'), ticket.can.reply);
  useShortcut('ticket.note', () => focus('note'), ticket.can.note);
  useShortcut('ticket.switch-mode', () => focus(note ? 'reply' : 'note'), ticket.can.reply && ticket.can.note);
  useShortcut('ticket.send', (event) => isOfComposer(event) && submit(status));
  useShortcut('ticket.send-and-solve', (event) => isOfComposer(event) && submit('solved'));

  const label = t(note ? 'ticket.composer.note' : 'ticket.composer.reply');
  return (
    <section
      className={cx(styles.composer, note && styles.note)}
      aria-label={label}
      data-mode={mode}
      data-empty={draft.empty || undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        // The editor takes what falls into it.
        if (event.isDefaultPrevented()) return;
        event.preventDefault();
        draft.attach([...event.dataTransfer.files]);
      }}
    >
      <div className={styles.tabs}>
        <div role="group" aria-label={t('ticket.composer.mode')} className={styles.modes}>
          {ticket.can.reply && <ModeButton on={!note} onPress={() => focus('reply')} text={t('ticket.reply')} />}
          {ticket.can.note && <ModeButton on={note} onPress={() => focus('note')} text={t('ticket.note')} lock />}
        </div>
        <span className={styles.whom}>{note ? t('ticket.note.only-team') : <bdi>{t('ticket.composer.to', { name: ticket.contact.name })}</bdi>}</span>
      </div>
      {reason !== undefined && !draft.empty && (
        <p role="alert" className={styles.refused}>
          {t('ticket.send-failed', { reason: problemWords(intl, reason) })}
        </p>
      )}
      {!note && <Recipients to={ticket.replyTo} cc={draft.content.cc} onCc={draft.setCc} onUnclear={setUnclear} />}
      <Suspense fallback={<p className={styles.loading}>{label}</p>}>
        <Editor
          key={`${ticket.id}/${mode}/${draft.turn}`}
          ref={editor}
          initial={draft.content.bodyHtml}
          label={label}
          placeholder={label}
          onChange={(html) => {
            draft.setBody(html);
            onTyping(html !== '');
          }}
          onFiles={draft.attach}
          toolbar={(formatting) => (
            <>
              <div className={styles.files}>
                <Files files={draft.content.attachments} onRemove={draft.detach} />
                <Uploads uploads={draft.uploads} />
              </div>
              <div className={styles.bar}>
                {formatting}
                <IconButton icon={Paperclip} label={t('ticket.attach')} onPress={() => files.current?.click()} />
                <input
                  ref={files}
                  type="file"
                  multiple
                  hidden
                  onChange={(event) => {
                    draft.attach([...(event.target.files ?? [])]);
                    event.target.value = '';
                  }}
                />
                <span className={styles.send}>
                  {note ? (
                    <Button look="primary" icon={Lock} isDisabled={!ready} onPress={() => submit(undefined)}>
                      {t('ticket.note.add')}
                    </Button>
                  ) : (
                    <>
                      <Button look="primary" icon={Send} isDisabled={!ready} className={styles.main ?? ''} onPress={() => submit(status)}>
                        {fresh.length ? t('ticket.review', { count: String(fresh.length) }) : t(sendWords(status))}
                      </Button>
                      <Menu
                        label={t('ticket.send.choose')}
                        isOpen={choosing}
                        onOpenChange={setChoosing}
                        trigger={<IconButton look="primary" icon={ChevronDown} label={t('ticket.send.choose')} className={styles.split ?? ''} />}
                      >
                        {[undefined, ...afterReply].map((choice) => {
                          const text = t(sendWords(choice));
                          return (
                            <MenuItem key={choice ?? 'keep'} text={text} chosen={choice === status} onAction={() => setStatus(choice)}>
                              {text}
                            </MenuItem>
                          );
                        })}
                      </Menu>
                    </>
                  )}
                </span>
              </div>
            </>
          )}
        />
      </Suspense>
    </section>
  );
}

function ModeButton({ on, onPress, text, lock = false }: { on: boolean; onPress: () => void; text: string; lock?: boolean }) {
  return (
    <button type="button" className={styles.mode} aria-pressed={on} onClick={onPress}>
      {lock && <Lock size={15} strokeWidth={1.75} aria-hidden />}
      {text}
    </button>
  );
}
