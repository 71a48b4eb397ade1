import { describe, expect, test } from 'vitest';
import { colours, densities, pairs, spaces, type } from './tokens';

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('contrast in %s', (_, theme) => {
  test.each(pairs)('%s on %s is at least %d', (foreground, background, least) => {
    expect(contrast(colours[foreground][theme], colours[background][theme])).toBeGreaterThanOrEqual(least);
  });
});

test('black on white is 21, as WCAG defines it', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21);
});

test('every text size leaves room for its line', () => {
  for (const [size, line] of Object.values(type)) expect(line).toBeGreaterThan(size);
});

test('spaces grow and controls stay at least 24 pixels high', () => {
  expect([...spaces]).toEqual([...spaces].sort((a, b) => a - b));
  for (const density of Object.values(densities)) expect(density.control).toBeGreaterThanOrEqual(24);
});
