import { expect, test } from 'vitest';
import { pieces } from './marked';

test.each([
  ['plain', [{ text: 'plain', marked: false }]],
  [
    'a <mark>tent</mark> leaks',
    [
      { text: 'a ', marked: false },
      { text: 'tent', marked: true },
      { text: ' leaks', marked: false },
    ],
  ],
  ['Tom &amp; Ada &lt;3 &#39;x&#x27;', [{ text: "Tom & Ada <3 'x'", marked: false }]],
  ['', []],
])('%j', (html, expected) => expect(pieces(html)).toEqual(expected));

test('nothing but text comes out, whatever comes in', () => {
  const found = pieces('<img src=x onerror=alert(1)><mark><script>1</script></mark>&unknown;&#99999999;');
  expect(found.map(({ text }) => text).join('')).toBe('<img src=x onerror=alert(1)><script>1</script>&unknown;&#99999999;');
  expect(found.map(({ marked }) => marked)).toEqual([false, true, false]);
});
