import { act, cleanup, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Message } from '@/shared/api/types';
import { drafts } from '@/shared/store/draftStore';
import { answering, stage } from '@/testing/stage';
import { message, ticket } from '../cast';
import { Composer } from './Composer';

let restore = () => {};
afterEach(() => {
  restore();
  cleanup();
});

test('a draft that is there before its thread, as after a reload, has nothing to review', async () => {
  ({ restore } = answering(() => [204]));
  const of = ticket({ id: 6001 });
  drafts.write(of.id, 'reply', { bodyHtml: '<p>As I said</p>', cc: [], attachments: [] });
  let arrive = (_: Message[]) => {};
  function Stage() {
    const [items, setItems] = useState<Message[]>();
    arrive = (all) => act(() => setItems(all));
    const data = items && { pages: [{ items, next: null }], pageParams: [null] };
    return <Composer ticket={of} mode="reply" onMode={() => {}} query={{ data }} onTyping={() => {}} onDone={() => {}} />;
  }
  await stage(<Stage />);
  await screen.findByRole('button', { name: 'Send and set pending' });
  arrive([message(1)]);
  expect(screen.getByRole('button', { name: 'Send and set pending' })).toBeTruthy();
  arrive([message(2), message(1)]);
  expect(await screen.findByRole('button', { name: 'Review 1 new message' })).toBeTruthy();
});
