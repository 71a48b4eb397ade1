import { expect, test } from 'vitest';
import { safeLink } from './links';

test.each([
  ['example.com', 'https://example.com/'],
  ['https://example.com/a?b=c', 'https://example.com/a?b=c'],
  ['ada@example.com', 'mailto:ada@example.com'],
  ['tel:+4722550143', 'tel:+4722550143'],
  ['  http://example.com  ', 'http://example.com/'],
])('%j becomes %s', (text, href) => expect(safeLink(text)).toBe(href));

test.each([
  '',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'localhost',
  'two words',
  'https://',
])('%j is refused', (text) => {
  expect(safeLink(text)).toBeNull();
});
