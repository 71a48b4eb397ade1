import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, expect, test } from 'vitest';
import { stage } from '@/testing/stage';
import Editor, { type EditorHandle } from './Editor';

afterEach(cleanup);

test('another text takes the place of mine and leaves me my keys and my place in it; who does not write here has none', async () => {
  const editor = createRef<EditorHandle>();
  const said: string[] = [];
  await stage(
    <Editor
      ref={editor}
      initial="<p>mine</p>"
      label="Text"
      placeholder=""
      onChange={(html) => said.push(html)}
      onFiles={() => {}}
      toolbar={() => null}
    />,
  );
  const box = await screen.findByRole('textbox', { name: 'Text' });
  expect(editor.current?.replace('<p>theirs</p>')).toBe(false);
  expect(box.textContent).toBe('mine');
  const user = userEvent.setup();
  await user.click(box);
  editor.current?.focus();
  await waitFor(() => expect(document.activeElement).toBe(box));
  expect(editor.current?.replace('<p>theirs</p><p>mine</p>')).toBe(true);
  expect(said).toEqual([]);
  await user.keyboard('!');
  expect(said).toEqual(['<p>theirs</p><p>mine!</p>']);
});
