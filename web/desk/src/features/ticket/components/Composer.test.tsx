import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message, Mode, Ticket } from '@/shared/api/types';
import { listen } from '@/shared/keys/registry';
import { drafts } from '@/shared/store/draftStore';
import { notices } from '@/shared/store/notices';
import { undoStack } from '@/shared/store/undo';
import { answering, stage } from '@/testing/stage';
import { message, ticket } from '../cast';
import { pending } from '../sending';
import { Composer } from './Composer';

let number = 5000;
let server: ReturnType<typeof answering>;
let stop: () => void;

/** What the server says to the next message instead of yes. */
let refusal: [number, unknown] | Promise<[number, unknown]> | null = null;

/** What it says to the next file instead of yes. */
let upload: Promise<[number, unknown]> | null = null;

/** What reached it although nobody heard its answer. */
let arrived: Message[] = [];

beforeEach(() => {
  arrived = [];
  refusal = null;
  upload = null;
  server = answering(({ method, path, body }) => {
    if (refusal && method === 'POST' && path.endsWith('/messages')) return refusal;
    if (method === 'POST' && path.endsWith('/messages'))
      return [201, message(900, { kind: body.kind as 'reply', clientMessageId: body.clientMessageId as string, bodyHtml: body.bodyHtml as string })];
    if (method === 'DELETE' && path.includes('/messages/'))
      return [
        200,
        { kind: 'reply', bodyHtml: '<p>Taken back</p>', cc: ['boss@example.com'], to: [], attachments: [], updatedAt: '2026-11-24T10:00:00Z' },
      ];
    if (method === 'GET' && path.endsWith('/messages')) return [200, { items: arrived, next: null }];
    if (path === '/attachments') return upload ?? [201, { id: 77, name: 'tent.png', contentType: 'image/png', size: 1200, url: '/x' }];
    if (path.endsWith('/draft') && method === 'GET') return [404, { code: 'not-found', status: 404, title: '' }];
    return [204];
  });
  stop = listen();
  notices.set([]);
});

afterEach(() => {
  cleanup();
  server.restore();
  stop();
});

let arrive: (message: Message) => void;

function Stage({ of, messages: first }: { of: Ticket; messages: Message[] }) {
  const [mode, setMode] = useState<Mode>('reply');
  const [messages, setMessages] = useState(first);
  arrive = (one) => act(() => setMessages((all) => [one, ...all]));
  return (
    <>
      <section data-thread tabIndex={-1} />
      <Composer
        ticket={of}
        mode={mode}
        onMode={setMode}
        query={{ data: { pages: [{ items: messages, next: null }], pageParams: [null] } }}
        onTyping={() => {}}
        onDone={() => {}}
      />
    </>
  );
}

async function composer(more: Partial<Ticket> = {}, messages = [message(1)]) {
  const of = ticket({ id: ++number, ...more });
  await stage(<Stage of={of} messages={messages} />);
  await waitFor(() => screen.getByRole('textbox', { name: /Write a/ }), { timeout: 8000 });
  return { of, user: userEvent.setup(), send: () => screen.getByRole('button', { name: /^Send|Add note|Review/ }) };
}

const region = () => document.querySelector<HTMLElement>('[data-mode]')!;
const posts = () => server.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));
const write = async (user: ReturnType<typeof userEvent.setup>, text: string) => {
  await user.click(screen.getByRole('textbox', { name: /Write a/ }));
  await user.keyboard(text);
};

describe('reply or note cannot be confused', () => {
  test('a note looks, reads and is called different', async () => {
    const { user } = await composer();
    const reply = getComputedStyle(region());
    const [background, border] = [reply.backgroundColor, reply.borderStyle];
    expect(screen.queryByText('Only your team sees this')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Internal note' }));
    await waitFor(() => screen.getByRole('button', { name: 'Add note' }));
    const note = getComputedStyle(region());
    expect(note.backgroundColor).not.toBe(background);
    expect(note.borderStyle).toBe('dashed');
    expect(border).toBe('solid');
    expect(screen.getByText('Only your team sees this')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add Cc' })).toBeNull();
    expect(region().querySelector('[aria-pressed="true"] svg')).toBeTruthy();
  });

  test('a note is sent as a note, at once, without recipients or status', async () => {
    const { user, send } = await composer();
    await user.click(screen.getByRole('button', { name: 'Internal note' }));
    await write(user, 'for us');
    await user.click(send());
    await waitFor(() => expect(posts()).toHaveLength(1));
    const body = posts()[0]!.body;
    expect(body).toMatchObject({ kind: 'note', bodyHtml: '<p>for us</p>' });
    expect(document.activeElement?.matches('[data-thread]')).toBe(true);
    for (const field of ['cc', 'status', 'delaySeconds']) expect(body).not.toHaveProperty(field);
  });

  test('the mode stays after a note, and each mode keeps its own text', async () => {
    const { user, of } = await composer();
    await write(user, 'for the customer');
    await user.click(screen.getByRole('button', { name: 'Internal note' }));
    await write(user, 'for us');
    expect(drafts.get(of.id, 'reply')?.bodyHtml).toBe('<p>for the customer</p>');
    expect(drafts.get(of.id, 'note')?.bodyHtml).toBe('<p>for us</p>');
    await user.click(screen.getByRole('button', { name: 'Add note' }));
    expect(region().dataset.mode).toBe('note');
    await user.click(screen.getByRole('button', { name: 'Reply' }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: /Write a/ }).textContent).toBe('for the customer'));
  });

  test('who may not reply has no way to', async () => {
    await composer({ can: { edit: false, reply: false, note: true, assign: false } });
    expect(region().dataset.mode).toBe('note');
    expect(screen.queryByRole('button', { name: 'Reply' })).toBeNull();
  });
});

describe('sending', () => {
  test('freezes text, Cc and status, and waits for the time to undo', async () => {
    const { user } = await composer({}, [message(1, { cc: [{ address: 'boss@example.com', name: '' }] })]);
    await write(user, 'Hello Linus');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(posts()).toHaveLength(1));
    expect(posts()[0]!.body).toMatchObject({
      kind: 'reply',
      bodyHtml: '<p>Hello Linus</p>',
      cc: ['boss@example.com'],
      status: 'pending',
      delaySeconds: 10,
    });
    expect(notices.get()[0]).toMatchObject({ text: { id: 'ticket.sending' } });
    expect(screen.getByRole('textbox', { name: /Write a/ }).textContent).toBe('');
  });

  test('undo brings text and Cc back', async () => {
    const { user, of } = await composer();
    await write(user, 'Too early');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(posts()).toHaveLength(1));
    undoStack.undo();
    await waitFor(() => expect(screen.getByRole('textbox', { name: /Write a/ }).textContent).toBe('Taken back'));
    expect(drafts.get(of.id, 'reply')).toMatchObject({ cc: ['boss@example.com'] });
  });

  test('undo while nobody answers brings the text back at once, and withdraws what arrived all the same', async () => {
    refusal = [503, { code: 'unavailable', status: 503, title: '' }];
    const { user, of } = await composer();
    await write(user, 'Did it arrive');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(posts()).toHaveLength(1));
    arrived = [message(901, { kind: 'reply', clientMessageId: posts()[0]!.body.clientMessageId as string })];
    undoStack.undo();
    await waitFor(() => expect(screen.getByRole('textbox', { name: /Write a/ }).textContent).toBe('Did it arrive'));
    await waitFor(() => expect(server.calls).toContainEqual(expect.objectContaining({ method: 'DELETE', path: `/tickets/${of.id}/messages/901` })));
    expect(posts()).toHaveLength(1);
  });

  test('a refused message is back in the composer, with the reason', async () => {
    refusal = [409, { code: 'ticket-closed', status: 409, title: '' }];
    const { user, of } = await composer();
    await write(user, 'Too late');
    await user.click(screen.getByRole('button', { name: 'Add Cc' }));
    await user.type(screen.getByRole('textbox', { name: 'Add Cc' }), 'grace@example.com{Enter}');
    await write(user, ' for this');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('Not sent. The ticket is closed.'));
    expect(screen.getByRole('textbox', { name: /Write a/ }).textContent).toBe('Too late for this');
    expect(drafts.get(of.id, 'reply')?.cc).toEqual(['grace@example.com']);
    expect(pending.get()[of.id]).toEqual([]);
    expect(notices.get()[0]).toMatchObject({ tone: 'error', text: { id: 'ticket.send-refused' } });
    refusal = null;
    await user.click(screen.getByRole('textbox', { name: /Write a/ }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  test('what was begun meanwhile stands behind it', async () => {
    let refuse = (_: [number, unknown]) => {};
    refusal = new Promise((resolve) => (refuse = resolve));
    const { user, of } = await composer();
    await write(user, 'first');
    await user.keyboard('{Control>}{Enter}{/Control}');
    act(() => drafts.write(of.id, 'reply', { bodyHtml: '<p>second</p>', cc: [], attachments: [] }));
    refuse([422, { code: 'invalid', status: 422, title: '' }]);
    await waitFor(() => expect(drafts.get(of.id, 'reply')?.bodyHtml).toBe('<p>first</p><p>second</p>'));
    await waitFor(() => expect(screen.getByRole('textbox', { name: /Write a/ }).textContent).toBe('firstsecond'));
  });

  test('a refused reply does not turn the note into a reply that is being written', async () => {
    refusal = [422, { code: 'invalid', status: 422, title: '' }];
    const { user, of } = await composer();
    await write(user, 'for the customer');
    drafts.write(of.id, 'note', { bodyHtml: '<p>for us</p>', cc: [], attachments: [] });
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.click(screen.getByRole('button', { name: 'Internal note' }));
    await waitFor(() => expect(drafts.get(of.id, 'reply')?.bodyHtml).toBe('<p>for the customer</p>'));
    expect(region().dataset.mode).toBe('note');
  });

  test('nothing is sent when there is nothing to send', async () => {
    const { user, send } = await composer();
    expect((send() as HTMLButtonElement).disabled).toBe(true);
    await user.click(screen.getByRole('textbox', { name: /Write a/ }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(posts()).toHaveLength(0);
  });

  test('asks for a second look when the thread went on meanwhile', async () => {
    const { user, send } = await composer();
    await write(user, 'As I said');
    arrive(message(2));
    await waitFor(() => expect(send().textContent).toBe('Review 1 new message'));
    await user.click(send());
    expect(posts()).toHaveLength(0);
    await waitFor(() => expect(send().textContent).toBe('Send and set pending'));
    await user.click(send());
    await waitFor(() => expect(posts()).toHaveLength(1));
  });
});

describe('attachments', () => {
  test('come by paste and by drop, and leave again', async () => {
    const { user, of } = await composer();
    const file = new File(['x'], 'tent.png', { type: 'image/png' });
    const transfer = new DataTransfer();
    transfer.items.add(file);
    region().dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    await waitFor(() => screen.getByText('tent.png'));
    expect(drafts.get(of.id, 'reply')?.attachments.map(({ id }) => id)).toEqual([77]);
    await user.click(screen.getByRole('button', { name: 'Remove tent.png' }));
    expect(screen.queryByText('tent.png')).toBeNull();
  });

  test('tell how far they are, hold up Send, and can be stopped', async () => {
    upload = new Promise(() => {});
    const { user, of, send } = await composer();
    await write(user, 'Look at this');
    await user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, new File(['x'], 'tent.png'));
    const progress = await screen.findByRole('progressbar', { name: 'How much of tent.png has gone' });
    expect((progress as HTMLProgressElement).value).toBe(0.5);
    expect((send() as HTMLButtonElement).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Stop uploading tent.png' }));
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
    expect((send() as HTMLButtonElement).disabled).toBe(false);
    expect(drafts.get(of.id, 'reply')?.attachments).toEqual([]);
    expect(notices.get()).toEqual([]);
  });

  test('join what has been written meanwhile, also after the ticket was left', async () => {
    let arrive = (_: [number, unknown]) => {};
    upload = new Promise((resolve) => (arrive = resolve));
    const { user, of } = await composer();
    await write(user, 'first');
    await user.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, new File(['x'], 'tent.png'));
    await screen.findByRole('progressbar');
    cleanup();
    drafts.write(of.id, 'reply', { bodyHtml: '<p>second</p>', cc: [], attachments: [] });
    arrive([201, { id: 78, name: 'tent.png', contentType: 'image/png', size: 1200, url: '/x' }]);
    await waitFor(() => expect(drafts.get(of.id, 'reply')?.attachments.map(({ id }) => id)).toEqual([78]));
    expect(drafts.get(of.id, 'reply')?.bodyHtml).toBe('<p>second</p>');
  });
});

describe('Cc', () => {
  test('takes valid addresses and keeps what is none for mending', async () => {
    const { user, of, send } = await composer();
    await write(user, 'Hi');
    await user.click(screen.getByRole('button', { name: 'Add Cc' }));
    await user.type(screen.getByRole('textbox', { name: 'Add Cc' }), 'grace@example.com, nonsense{Enter}');
    expect(drafts.get(of.id, 'reply')?.cc).toEqual(['grace@example.com']);
    expect(screen.getByRole('textbox', { name: 'Add Cc' }).getAttribute('aria-invalid')).toBe('true');
    expect((send() as HTMLButtonElement).disabled).toBe(true);
    await user.keyboard('{Escape}');
    expect((send() as HTMLButtonElement).disabled).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Remove grace@example.com from Cc' }));
    expect(drafts.get(of.id, 'reply')?.cc).toEqual([]);
  });
});
