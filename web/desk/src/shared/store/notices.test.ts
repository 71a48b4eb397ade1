import { expect, test } from 'vitest';
import { Notices } from './notices';

test('what failed stays where it arose, once it could be read', () => {
  let now = 0;
  const notices = new Notices(() => now);
  const ids = () => notices.get().map(({ id }) => id);
  notices.show({ id: 'refused', tone: 'error', text: { id: 'x' } });
  notices.show({ id: 'sending', tone: 'done', text: { id: 'x' } });
  now = 1000;
  notices.leave();
  expect(ids()).toEqual(['refused', 'sending']);
  now = 4000;
  notices.leave();
  expect(ids()).toEqual(['sending']);
});
