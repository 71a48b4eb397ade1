import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { stage } from '@/testing/stage';
import { VirtualGrid } from './VirtualGrid';

afterEach(cleanup);

const names = ['Ada', 'Grace', 'Linus'];
const nameOf = (id: number) => names[id % 3] ?? '';

async function grid(count: number) {
  const ids = Array.from({ length: count }, (_, index) => count - index);
  const rendered = vi.fn();
  const calls = { open: vi.fn(), nearEnd: vi.fn(), activity: vi.fn() };
  const row = (id: number) => {
    rendered(id);
    return `${nameOf(id)} ${id}`;
  };
  function Stage() {
    const [selected, setSelected] = useState<number | null>(null);
    return (
      <div style={{ blockSize: 600, inlineSize: 348, display: 'flex' }}>
        <VirtualGrid
          label="tickets"
          ids={ids}
          total={count}
          rowHeight={68}
          selected={selected}
          onSelect={setSelected}
          onOpen={calls.open}
          onNearEnd={calls.nearEnd}
          onActivity={calls.activity}
          nameOf={nameOf}
          row={row}
        />
      </div>
    );
  }
  await stage(<Stage />);
  await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(5));
  return { ids, rendered, ...calls, user: userEvent.setup(), grid: screen.getByRole('grid') };
}

const selected = () => screen.getAllByRole('row').filter((row) => row.getAttribute('aria-selected') === 'true');

describe('ten thousand rows', () => {
  test('draw the few that are seen and tell how many there are', async () => {
    const { grid: element } = await grid(10_000);
    expect(screen.getAllByRole('row').length).toBeLessThan(30);
    expect(element.getAttribute('aria-rowcount')).toBe('10000');
  });

  test('a move renders two rows, not the list', async () => {
    const { user, grid: element, rendered } = await grid(10_000);
    element.focus();
    await user.keyboard('{ArrowDown}');
    rendered.mockClear();
    await user.keyboard('{ArrowDown}');
    expect(new Set(rendered.mock.calls.flat()).size).toBeLessThanOrEqual(3);
  });

  test('End is there at once and asks for more', async () => {
    const { user, grid: element, nearEnd, ids } = await grid(10_000);
    element.focus();
    await user.keyboard('{End}');
    await waitFor(() => expect(selected()[0]?.id).toBe(`row-${ids.at(-1)}`));
    expect(nearEnd).toHaveBeenCalled();
    expect(element.getAttribute('aria-activedescendant')).toBe(`row-${ids.at(-1)}`);
  });
});

describe('by keyboard and pointer', () => {
  test('arrows stop at the ends', async () => {
    const { user, grid: element } = await grid(50);
    element.focus();
    await user.keyboard('{ArrowDown}{ArrowUp}{ArrowUp}');
    expect(selected()[0]?.id).toBe('row-50');
  });

  test('Enter opens and is left to the desk, a click selects and opens', async () => {
    const { user, grid: element, open } = await grid(50);
    element.focus();
    const bubbled = vi.fn((event: KeyboardEvent) => event.defaultPrevented);
    window.addEventListener('keydown', bubbled);
    await user.keyboard('{ArrowDown}{Enter}');
    window.removeEventListener('keydown', bubbled);
    expect(open).toHaveBeenLastCalledWith(50);
    expect(bubbled.mock.results.map(({ value }) => value)).toEqual([true, false]);
    await user.click(screen.getByText(/ 48$/));
    expect(open).toHaveBeenLastCalledWith(48);
    expect(selected()[0]?.id).toBe('row-48');
  });

  test('a capital letter goes to the next such name', async () => {
    const { user, grid: element } = await grid(50);
    element.focus();
    await user.keyboard('L');
    await waitFor(() => expect(selected()[0]?.textContent).toMatch(/^Linus/));
  });
});

test('tells of focus, blur and how far it is scrolled', async () => {
  const { grid: element, activity } = await grid(500);
  element.focus();
  expect(activity).toHaveBeenLastCalledWith(false);
  element.scrollTop = 900;
  await waitFor(() => expect(activity).toHaveBeenLastCalledWith(true));
  const told = activity.mock.calls.length;
  element.blur();
  await waitFor(() => expect(activity.mock.calls.length).toBeGreaterThan(told));
});
