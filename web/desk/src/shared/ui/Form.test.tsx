import { cleanup, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { stage } from '@/testing/stage';
import { Refused } from '../api/problems';
import { Field } from './Field';
import { Form } from './Form';
import { Sheet } from './Sheet';
import { useSubmit } from './useSubmit';

afterEach(cleanup);

const refusal = new Refused({
  type: '',
  title: '',
  status: 422,
  code: 'invalid',
  errors: [{ field: 'email', code: 'duplicate', detail: '', params: {} }],
});

function Agent({ answer, locked = false }: { answer: () => Promise<void>; locked?: boolean }) {
  const [name, setName] = useState('Grace');
  const [email, setEmail] = useState('');
  const form = useSubmit(answer);
  return (
    <Form {...form} action="Save" locked={locked}>
      <Field label="Name" value={name} onChange={setName} isRequired error={form.fields.name} />
      <Field label="Email" type="email" value={email} onChange={setEmail} isRequired error={form.fields.email} />
    </Form>
  );
}

const email = () => screen.getByRole('textbox', { name: 'Email' });
const save = () => screen.getByRole('button', { name: 'Save' });

test('an empty field says so in our words, and mending it moves nothing under the pointer', async () => {
  await stage(<Agent answer={async () => {}} />);
  await userEvent.click(save());
  await screen.findByText('Please fill this in.');
  const before = save().getBoundingClientRect().top;
  await userEvent.fill(email(), 'grace@rapport.example');
  await userEvent.tab();
  await waitFor(() => expect(screen.queryByText('Please fill this in.')).toBeNull());
  expect(save().getBoundingClientRect().top).toBe(before);
});

test('what is no address says so in our words', async () => {
  await stage(<Agent answer={async () => {}} />);
  await userEvent.fill(email(), 'grace');
  await userEvent.click(save());
  await screen.findByText('This is not an e-mail address.');
});

test('a refused form keeps the keyboard: at the field that is wrong, and Escape closes the sheet', async () => {
  let closed = false;
  await stage(
    <Sheet title="Agent" onClose={() => (closed = true)}>
      <Agent answer={() => Promise.reject(refusal)} />
    </Sheet>,
  );
  await userEvent.fill(email(), 'ada@rapport.example');
  await userEvent.click(save());
  await screen.findByText('This is already in use.');
  expect(document.activeElement).toBe(email());
  await userEvent.keyboard('{Escape}');
  expect(closed).toBe(true);
});

test('the button keeps the focus while the server thinks, and sends once', async () => {
  let asked = 0;
  let answer = () => {};
  await stage(
    <Agent
      answer={() =>
        new Promise((resolve) => {
          asked++;
          answer = resolve;
        })
      }
    />,
  );
  await userEvent.fill(email(), 'grace@rapport.example');
  await userEvent.click(save());
  await userEvent.keyboard('{Enter}');
  expect(document.activeElement).toBe(save());
  expect(save().getAttribute('aria-disabled')).toBe('true');
  expect(asked).toBe(1);
  answer();
});

test('what may only be read has no button and takes no text', async () => {
  await stage(<Agent answer={async () => {}} locked />);
  expect(screen.queryByRole('button')).toBeNull();
  expect(email().hasAttribute('readonly')).toBe(true);
});
