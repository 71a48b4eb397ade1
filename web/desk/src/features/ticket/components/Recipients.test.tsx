import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { stage } from '@/testing/stage';
import { Recipients } from './Recipients';

afterEach(cleanup);

test('what is no address is said in words, at its field', async () => {
  const user = userEvent.setup();
  await stage(<Recipients to="linus@example.com" cc={[]} onCc={() => {}} onUnclear={() => {}} />);
  await user.click(screen.getByRole('button', { name: 'Add Cc' }));
  await user.keyboard('grace{Enter}');
  const words = screen.getByRole('alert');
  expect(words.textContent).toBe('This is not an e-mail address.');
  expect(screen.getByRole('textbox').getAttribute('aria-describedby')).toBe(words.id);
});
