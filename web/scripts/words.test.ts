// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
import { expect, test } from 'vitest';
// @ts-expect-error the scripts are plain JavaScript
import { wordsIn } from './wordsIn.mjs';

const found = (source: string, name = 'Sample.tsx') => wordsIn(name, source).map(({ text }: { text: string }) => text);

test.each([
  ['between tags', '<p>Saved</p>', 'Saved'],
  ['in braces', "<p>{'Saved'}</p>", 'Saved'],
  ['in a choice', "<p>{open ? t('desk.open') : 'closed'}</p>", 'closed'],
  ['beside a value', '<p>{`${count} tickets`}</p>', 'tickets'],
  ['as an attribute', '<Field label="Name" />', 'Name'],
  ['as what a screen reader says', "<nav aria-label={'Views'} />", 'Views'],
  ['as a property', "notices.show({ tone: 'done', text: 'saved' });", 'saved'],
  ['as a property with a choice', "const said = { title: open ? 'open' : t('desk.closed') };", 'open'],
  ['as an argument', "setHint('Nobody has answered');", 'Nobody has answered'],
  ['as one word', "setHint('Saved.');", 'Saved.'],
  ['as an answer', "const when = () => 'just now';", 'just now'],
  ['in a list', "const names = ['Open tickets'];", 'Open tickets'],
  ['put together', "const said = name + ' has answered';", 'has answered'],
  ['as a template', 'const said = `Written by ${name}`;', 'Written by'],
  ['as a default', "function Sample({ empty = 'Nothing here' }) {}", 'Nothing here'],
])('words %s are found', (_, source, text) => {
  expect(found(source)).toEqual([text]);
});

test('and in files without tags, with their line', () => {
  expect(wordsIn('sample.ts', "const id = 'desk.saved';\nexport const said = <string>'All is saved';")).toEqual([{ line: 2, text: 'All is saved' }]);
});

test.each([
  ['ids of messages', "<p title={t('desk.saved')}>{t('desk.open')}</p>"],
  ['what is thrown', "throw new Error('There is no such place');"],
  ['what is logged', "console.warn('The stream ended');"],
  ['comparisons', "if (role === 'Team lead') stop();"],
  ['cases', "switch (role) { case 'Team lead': stop(); }"],
  ['keys', "const widths = { 'Team lead': 1 }; stop(widths['Team lead']);"],
  ['types', "type Role = 'Team lead';"],
  ['imports', "import { a } from 'Team lead';"],
  ['attributes that nobody reads', '<div className="one two" />'],
  ['selectors', "page.querySelector<HTMLElement>('input, ol a');"],
  ['the width of the window', "matchMedia('(width < 720px)');"],
  ['signs and numbers', '<p>{a} · {b} → 12</p>'],
])('%s are no words', (_, source) => {
  expect(found(source)).toEqual([]);
});
