import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { api, data } from '@/shared/api/client';
import type { Mode, Ticket } from '@/shared/api/types';
import type { EditorHandle } from '@/shared/editor/Editor';
import { drafts } from '@/shared/store/draftStore';
import { type DraftContent, isEmpty } from '@/shared/store/drafts';
import { attach, useUploads } from './uploads';

const blank: DraftContent = { bodyHtml: '', cc: [], attachments: [] };

interface Held {
  readonly mode: Mode;
  readonly content: DraftContent;
  /** Whether the agent, or an earlier visit, has decided about Cc. */
  readonly touched: boolean;
  /** Another turn is another text that did not come from the editor: it begins anew with it. */
  readonly turn: number;
}

function begin(id: number, mode: Mode, turn: number): Held {
  const kept = drafts.get(id, mode);
  return { mode, content: kept ?? blank, touched: kept !== undefined, turn };
}

/** What the composer holds for one ticket and mode, kept by `drafts` with every change. */
export function useComposerDraft(ticket: Ticket, mode: Mode, carried: readonly string[], editor: RefObject<EditorHandle | null>) {
  const id = ticket.id;
  const [held, setHeld] = useState(() => begin(id, mode, 0));
  // Another mode is another text from its first frame on: a reply must not even flash in a note.
  const now = held.mode === mode ? held : begin(id, mode, held.turn + 1);
  if (now !== held) setHeld(now);
  const latest = useRef(now);
  latest.current = now;
  const uploads = useUploads(id, mode);
  const seen = useRef(drafts.get(id, mode));
  const writing = useRef(false);

  const show = useCallback((next: Held) => {
    latest.current = next;
    setHeld(next);
  }, []);
  useEffect(() => {
    seen.current = drafts.get(id, mode);
    // What others did to the draft: it was sent, came back, came from another tab or device, or an upload is done.
    const follow = () => {
      const kept = drafts.get(id, mode);
      const before = seen.current;
      seen.current = kept;
      if (writing.current || (kept?.bodyHtml === before?.bodyHtml && kept?.cc === before?.cc && kept?.attachments === before?.attachments)) return;
      const { content, turn } = latest.current;
      const shown = (kept?.bodyHtml ?? '') === content.bodyHtml || (kept !== undefined && editor.current?.replace(kept.bodyHtml));
      show(begin(id, mode, shown ? turn : turn + 1));
    };
    if (seen.current && latest.current.content === blank) show(begin(id, mode, latest.current.turn + 1));
    return drafts.subscribe(follow);
  }, [id, mode, show, editor]);
  useEffect(() => {
    if (!ticket.hasDraft) return;
    // Both at once: the end of one must not hide that the other is there.
    for (const kind of ['reply', 'note'] as const) {
      if (drafts.get(id, kind)) continue;
      const turn = drafts.turn(id, kind);
      data(api.GET('/api/v1/tickets/{id}/draft', { params: { path: { id }, query: { kind } } })).then(
        ({ bodyHtml, cc, attachments, updatedAt }) => drafts.adopt(id, kind, { bodyHtml, cc, attachments }, Date.parse(updatedAt), turn),
        // No draft of this kind is the usual answer.
        () => {},
      );
    }
  }, [ticket.hasDraft, id]);

  const change = useCallback(
    (part: Partial<DraftContent>, touched = latest.current.touched) => {
      const content = { ...latest.current.content, ...part };
      show({ ...latest.current, content, touched });
      writing.current = true;
      drafts.write(id, mode, withCc(content, touched, carried, mode));
      writing.current = false;
      seen.current = drafts.get(id, mode);
    },
    [id, mode, show, carried],
  );
  return {
    content: withCc(now.content, now.touched, carried, mode),
    turn: now.turn,
    empty: isEmpty(now.content),
    uploads,
    setBody: (bodyHtml: string) => change({ bodyHtml }),
    setCc: (cc: readonly string[]) => change({ cc }, true),
    attach: (files: readonly File[]) => attach(id, mode, files, withCc(latest.current.content, latest.current.touched, carried, mode)),
    detach: (attachmentId: number) => change({ attachments: latest.current.content.attachments.filter((file) => file.id !== attachmentId) }),
    touch: () => setHeld({ ...latest.current }),
  };
}

/** Until the agent decides about Cc it follows the customer's newest message. */
function withCc(content: DraftContent, touched: boolean, carried: readonly string[], mode: Mode): DraftContent {
  return mode === 'reply' && !touched ? { ...content, cc: carried } : content;
}
