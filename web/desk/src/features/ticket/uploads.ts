import { useMemo } from 'react';
import type { Attachment, Mode } from '@/shared/api/types';
import { upload } from '@/shared/api/upload';
import { Cell, useCell } from '@/shared/store/cell';
import { drafts } from '@/shared/store/draftStore';
import { type DraftContent, draftKey } from '@/shared/store/drafts';
import { notices } from '@/shared/store/notices';

export interface Upload {
  readonly id: string;
  readonly draft: string;
  readonly name: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly cancel: () => void;
}

/** What is on its way, whichever ticket is on the screen: to leave one does not stop its files. */
const uploads = new Cell<readonly Upload[]>([]);

export function useUploads(ticketId: number, mode: Mode): readonly Upload[] {
  const all = useCell(uploads);
  return useMemo(() => all.filter(({ draft }) => draft === draftKey(ticketId, mode)), [all, ticketId, mode]);
}

/** @param start what a draft begins with that has nothing but the file */
export function attach(ticketId: number, mode: Mode, files: readonly File[], start: DraftContent): void {
  for (const file of files) void send(ticketId, mode, file, start);
}

async function send(ticketId: number, mode: Mode, file: File, start: DraftContent): Promise<void> {
  const id = crypto.randomUUID();
  const stop = new AbortController();
  const cancel = () => stop.abort();
  uploads.update((all) => [...all, { id, draft: draftKey(ticketId, mode), name: file.name, share: 0, cancel }]);
  const onProgress = (share: number) => uploads.update((all) => all.map((one) => (one.id === id ? { ...one, share } : one)));
  try {
    join(ticketId, mode, await upload(file, { signal: stop.signal, onProgress }), start);
  } catch (error) {
    if (stop.signal.aborted) return;
    const action = { id: 'desk.retry', run: () => attach(ticketId, mode, [file], start) };
    notices.show({ id: `upload/${id}`, tone: 'error', text: { id: 'ticket.attachment.failed', values: { name: file.name }, error }, action });
  } finally {
    uploads.update((all) => all.filter((one) => one.id !== id));
  }
}

/** The file joins the draft as it is by now: the composer that asked for it may be gone, or hold another ticket. */
function join(ticketId: number, mode: Mode, attachment: Attachment, start: DraftContent): void {
  const draft = drafts.get(ticketId, mode) ?? { ...start, bodyHtml: '', attachments: [] };
  drafts.write(ticketId, mode, { ...draft, attachments: [...draft.attachments, attachment] });
}
