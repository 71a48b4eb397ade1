import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Unreachable } from '@/shared/api/problems';
import { Language, loadMessages } from '@/shared/i18n/Language';
import { Boundary } from './Broken';

// React tells the console of what the boundary has caught.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Place({ broken }: { broken: boolean | Error }) {
  if (broken) throw broken === true ? new Error('broken') : broken;
  return <p>whole</p>;
}

test('a part that cannot be fetched says that the connection is lost, and the page stays while nobody answers', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  const initial = { locale: 'en' as const, messages: await loadMessages('en') };
  render(
    <Language locale="en" initial={initial}>
      <Boundary at="/search">
        <Place broken={new Unreachable('chunk')} />
      </Boundary>
    </Language>,
  );
  expect(screen.getByText('The connection is lost')).toBeTruthy();
  screen.getByRole('button', { name: 'Try again' }).click();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
  expect(screen.getByText('The connection is lost')).toBeTruthy();
});

test('what broke in one place is gone with the next', async () => {
  const initial = { locale: 'en' as const, messages: await loadMessages('en') };
  const at = (place: string, broken: boolean) => (
    <Language locale="en" initial={initial}>
      <Boundary at={place}>
        <Place broken={broken} />
      </Boundary>
    </Language>
  );
  const { rerender } = render(at('/inbox', true));
  expect(screen.getByText('This part has stopped')).toBeTruthy();
  rerender(at('/inbox', false));
  expect(screen.queryByText('whole')).toBeNull();
  rerender(at('/search', false));
  expect(screen.getByText('whole')).toBeTruthy();
});
