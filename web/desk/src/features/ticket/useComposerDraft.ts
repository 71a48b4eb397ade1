import { useCallback, useEffect, useRef, useState } from 'react';
import { api, data, upload } from '@/shared/api/client';
import type { Mode, Ticket } from '@/shared/api/types';
import { useCell } from '@/shared/store/cell';
import { drafts } from '@/shared/store/draftStore';
import { type DraftContent, isEmpty } from '@/shared/store/drafts';
import { notices } from '@/shared/store/notices';
import { restored } from './sending';

const blank: DraftContent = { bodyHtml: '', cc: [], attachments: [] };

/** What the composer holds for one ticket and mode, kept by `drafts` with every change. */
export function useComposerDraft(ticket: Ticket, mode: Mode, carried: readonly string[]) {
  const id = ticket.id;
  const read = useCallback((): DraftContent => drafts.get(id, mode) ?? blank, [id, mode]);
  const [content, setContent] = useState<DraftContent>(read);
  const [turn, setTurn] = useState(0);
  const [uploads, setUploads] = useState(0);
  const latest = useRef(content);
  const touched = useRef(drafts.get(id, mode) !== undefined);
  const back = useCell(restored);

  const show = useCallback((next: DraftContent) => {
    latest.current = next;
    setContent(next);
  }, []);
  const reload = useCallback(() => {
    touched.current = Boolean(drafts.get(id, mode));
    show(read());
    setTurn((now) => now + 1);
  }, [id, mode, read, show]);

  const shown = useRef(`${mode}/${back?.turn}`);
  useEffect(() => {
    const now = `${mode}/${back?.turn}`;
    if (shown.current === now) return;
    shown.current = now;
    reload();
  }, [mode, back?.turn, reload]);
  useEffect(() => {
    if (!ticket.hasDraft || drafts.get(id, mode)) return;
    const kept = data(api.GET('/api/v1/tickets/{id}/draft', { params: { path: { id }, query: { kind: mode } } }));
    kept.then(
      ({ bodyHtml, cc, attachments, updatedAt }) => drafts.adopt(id, mode, { bodyHtml, cc, attachments }, Date.parse(updatedAt)) && reload(),
      // No draft in this mode is the usual answer.
      () => {},
    );
  }, [ticket.hasDraft, id, mode, reload]);

  const change = useCallback(
    (part: Partial<DraftContent>) => {
      const next = { ...latest.current, ...part };
      show(next);
      drafts.write(id, mode, withCc(next, touched.current, carried, mode));
    },
    [id, mode, show, carried],
  );
  const attach = useCallback(
    (files: readonly File[]) => {
      for (const file of files) {
        setUploads((now) => now + 1);
        upload(file)
          .then(
            (attachment) => change({ attachments: [...latest.current.attachments, attachment] }),
            (error: unknown) =>
              notices.show({
                id: `upload/${file.name}`,
                tone: 'error',
                text: { id: 'desk.not-saved', error },
                action: { id: 'desk.retry', run: () => attach([file]) },
              }),
          )
          .finally(() => setUploads((now) => now - 1));
      }
    },
    [change],
  );

  const full = withCc(content, touched.current, carried, mode);
  return {
    content: full,
    turn,
    empty: isEmpty(content),
    uploading: uploads > 0,
    setBody: (bodyHtml: string) => change({ bodyHtml }),
    setCc: (cc: readonly string[]) => {
      touched.current = true;
      change({ cc });
    },
    attach,
    detach: (attachmentId: number) => change({ attachments: latest.current.attachments.filter((file) => file.id !== attachmentId) }),
    touch: () => setContent({ ...latest.current }),
    clear: () => {
      touched.current = false;
      show(blank);
      setTurn((now) => now + 1);
    },
  };
}

/** Until the agent decides about Cc it follows the customer's newest message. */
function withCc(content: DraftContent, touched: boolean, carried: readonly string[], mode: Mode): DraftContent {
  return mode === 'reply' && !touched ? { ...content, cc: carried } : content;
}
