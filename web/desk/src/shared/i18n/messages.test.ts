import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@formatjs/icu-messageformat-parser';
import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const sources = at('../../../../../src/main/resources/messages/');
const modules = ['channel', 'customer', 'desk', 'ticket', 'workspace'];
const read = (module: string, language: string) =>
  JSON.parse(readFileSync(join(sources, module, `${language}.json`), 'utf8')) as Record<string, string>;
const all = (language: string) => Object.assign({}, ...modules.map((module) => read(module, language))) as Record<string, string>;

type Element = { type: number; value?: string; options?: Record<string, { value: Element[] }> };

/** The names that a message asks for: a translation that wants others shows a hole. */
function asked(elements: Element[]): string[] {
  return elements.flatMap(({ type, value, options }) => [
    ...(type >= 1 && type <= 6 && value ? [value] : []),
    ...Object.values(options ?? {}).flatMap((option) => asked(option.value)),
  ]);
}

describe.each(modules)('the messages of %s', (module) => {
  const [english, german] = [read(module, 'en'), read(module, 'de')];

  test('are there in both languages', () => expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort()));

  test('ask for the same values in both languages', () => {
    for (const id of Object.keys(english)) {
      const names = (text: string) => [...new Set(asked(parse(text) as Element[]))].sort();
      expect([id, names(german[id]!)]).toEqual([id, names(english[id]!)]);
    }
  });

  test('are flat, sorted and say something', () => {
    expect(Object.keys(english)).toEqual(Object.keys(english).toSorted());
    for (const text of [...Object.values(english), ...Object.values(german)]) expect(text.trim()).not.toBe('');
    for (const text of Object.values(english)) expect(text).not.toContain('!');
  });
});

/** TypeScript 7 has no program interface: the types' own workspace still has one that can read a file. */
interface Node {
  readonly kind: number;
}
const ts = createRequire(at('../../../../api-types/package.json'))('typescript') as unknown as Api;
const spoken = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'title',
  'placeholder',
  'label',
  'hint',
  'about',
  'empty',
  'text',
  'action',
  'words',
]);
const source = at('../../');
const files = readdirSync(source, { recursive: true })
  .map(String)
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|compiled|\.gen\./.test(name));

type Api = Record<string, (node: Node) => boolean> & {
  forEachChild(node: Node, visit: (child: Node) => void): void;
  createSourceFile(name: string, text: string, target: number, parents: boolean): Node;
};

function literals(name: string): string[] {
  const found: string[] = [];
  const visit = (
    node: Node & { text?: string; name?: { getText(): string }; initializer?: Node & { text?: string; expression?: Node & { text?: string } } },
  ): void => {
    if (ts.isJsxText!(node) && /\p{L}/u.test(node.text ?? '')) found.push(node.text!.trim());
    if (ts.isJsxAttribute!(node) && spoken.has(node.name!.getText())) {
      const given = node.initializer?.expression ?? node.initializer;
      if (given && ts.isStringLiteralLike!(given) && /\p{L}/u.test(given.text ?? '')) found.push(`${node.name!.getText()}=${given.text}`);
    }
    ts.forEachChild(node, visit as (child: Node) => void);
  };
  visit(ts.createSourceFile(name, readFileSync(join(source, name), 'utf8'), 99, true) as Node);
  return found;
}

describe('words', () => {
  test('stand in the message files and nowhere else', () => {
    const found = files.filter((name) => name.endsWith('.tsx')).flatMap((name) => literals(name).map((text) => `${name}: ${text}`));
    expect(found).toEqual([]);
  });

  test('that are asked for by name exist', () => {
    const known = all('en');
    const used = files.flatMap((name) => [...readFileSync(join(source, name), 'utf8').matchAll(/\bt\(\s*'([a-z][\w.-]+)'/g)].map(([, id]) => id!));
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter((id) => !(id in known))).toEqual([]);
  });

  test('that nobody asks for are gone', () => {
    const text = files.map((name) => readFileSync(join(source, name), 'utf8')).join('\n');
    const prefixes = [...text.matchAll(/`((?:ticket|desk|workspace|channel|customer|problem)\.[a-z.-]*)\$\{/g)].map(([, prefix]) => prefix!);
    const made = ['.done', ...prefixes];
    const unused = Object.keys(all('en')).filter(
      (id) =>
        !text.includes(`'${id}'`) &&
        !text.includes(`"${id}"`) &&
        !made.some((part) => (part.startsWith('.') ? id.endsWith(part) : id.startsWith(part))) &&
        // Asked for by a code of the server's, or by the server itself.
        !/^(problem|ticket\.fact|ticket\.field|channel\.held|channel\.acknowledgement\.usual)\./.test(id),
    );
    expect(unused).toEqual([]);
  });
});

describe('ICU', () => {
  test.each([
    ['en', 1, '1 ticket'],
    ['en', 0, 'No tickets'],
    ['de', 2, '2 Tickets'],
  ])('plurals in %s for %d', (locale, count, expected) => {
    const intl = createIntl({ locale, messages: { x: parse(all(locale)['desk.search.count']!) } as never });
    expect(intl.formatMessage({ id: 'x' }, { count: String(count) })).toBe(expected);
  });
});
