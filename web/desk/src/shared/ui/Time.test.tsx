import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { stage } from '@/testing/stage';
import { Time } from './Time';

afterEach(cleanup);

test('every time is of one cycle', async () => {
  const at = new Date(2026, 10, 24, 15, 5).toISOString();
  await stage(
    <>
      <Time at={at} form="clock" />
      <Time at={at} />
    </>,
  );
  const shown = screen.getAllByText(/15:05/);
  expect(shown).toHaveLength(2);
  for (const time of shown) expect(time.title).toContain('15:05');
});
