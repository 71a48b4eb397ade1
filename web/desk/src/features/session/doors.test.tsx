import { cleanup, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Go } from '@/shared/ui/Link';
import { answering, stage } from '@/testing/stage';
import { SetUpPage } from './SetUpPage';
import { SignInPage } from './SignInPage';

let server: ReturnType<typeof answering> | undefined;

afterEach(() => {
  cleanup();
  server?.restore();
});

const nobody = () => {};

test('who was signed out by time is told so', async () => {
  await stage(<SignInPage company="Nordlys AS" ended setUpNeeded={false} onSignedIn={nobody} />);
  expect(screen.getByRole('status').textContent).toContain('Your session has ended.');
  expect(document.title).toBe('Sign in – Rapport');
});

test('before the set-up nobody is asked to sign in', async () => {
  await stage(<SignInPage company={null} ended={false} setUpNeeded onSignedIn={nobody} />);
  expect(screen.getByText('Rapport is not set up yet')).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
});

/** The address bar, and what the browser's Back does to it. */
function Door() {
  const [address, setAddress] = useState(['/set-up?token=t']);
  const step = Number(new URL(address.at(-1)!, location.origin).searchParams.get('step') ?? 1);
  return (
    <Go value={(to) => setAddress([...address, to])}>
      <SetUpPage token="t" step={step} onDone={nobody} />
      <button type="button" onClick={() => setAddress(address.slice(0, -1))}>
        ←
      </button>
    </Go>
  );
}

const field = (name: string) => screen.findByRole('textbox', { name });

test('the steps are counted, and Back keeps what was filled in', async () => {
  server = answering(() => [200, { needed: true, tokenValid: true }]);
  await stage(<Door />);
  await userEvent.fill(await field('Company'), 'Nordlys AS');
  expect(screen.getByText('Step 1 of 3')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await userEvent.fill(await field('Name'), 'Ada');
  expect(screen.getByText('Step 2 of 3')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '←' }));
  expect(((await field('Company')) as HTMLInputElement).value).toBe('Nordlys AS');
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(((await field('Name')) as HTMLInputElement).value).toBe('Ada');
});

test('a refusal leads to the step where its field is', async () => {
  const errors = [{ field: 'administrator.email', code: 'not-an-address', detail: '', params: {} }];
  server = answering(({ method }) =>
    method === 'GET' ? [200, { needed: true, tokenValid: true }] : [422, { code: 'invalid', status: 422, title: '', errors }],
  );
  await stage(<Door />);
  await userEvent.fill(await field('Company'), 'Nordlys AS');
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await userEvent.fill(await field('Name'), 'Ada');
  await userEvent.fill(await field('Email address'), 'ada@nordlys');
  await userEvent.fill(screen.getByLabelText('Password'), 'correct horse battery');
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Skip for now' }));
  await screen.findByText('This is not an e-mail address.');
  await waitFor(async () => expect(document.activeElement).toBe(await field('Email address')));
});

test('who comes too late for the set-up is led to the sign-in', async () => {
  server = answering(() => [200, { needed: false, tokenValid: false }]);
  const gone: string[] = [];
  await stage(
    <Go value={(to) => gone.push(to)}>
      <SetUpPage token="t" step={1} onDone={nobody} />
    </Go>,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Sign in' }));
  expect(gone).toEqual(['/sign-in']);
});
