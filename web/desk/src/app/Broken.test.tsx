import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Language, loadMessages } from '@/shared/i18n/Language';
import { Boundary } from './Broken';

// React tells the console of what the boundary has caught.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Place({ broken }: { broken: boolean }) {
  if (broken) throw new Error('broken');
  return <p>whole</p>;
}

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
