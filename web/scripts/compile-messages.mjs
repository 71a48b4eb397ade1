import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from '@formatjs/icu-messageformat-parser';

const sources = new URL('../../src/main/resources/messages/', import.meta.url);
const target = new URL('../desk/src/shared/i18n/compiled/', import.meta.url);
/** Server-only modules (mails, platform) would be dead weight in the browser. */
const modules = ['desk', 'workspace', 'ticket', 'customer', 'channel'];

function read(language) {
  const present = readdirSync(sources);
  return Object.assign(
    {},
    ...modules.filter((name) => present.includes(name)).map((name) => JSON.parse(readFileSync(new URL(`${name}/${language}.json`, sources), 'utf8'))),
  );
}

mkdirSync(target, { recursive: true });
for (const language of ['en', 'de']) {
  const messages = read(language);
  const compiled = Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, parse(text, { captureLocation: false })]));
  writeFileSync(new URL(`${language}.json`, target), `${JSON.stringify(compiled)}\n`);
  if (language === 'en') {
    const ids = Object.keys(messages)
      .sort()
      .map((id) => `  | '${id}'`);
    writeFileSync(new URL('ids.ts', target), `export type MessageId =\n${ids.join('\n')};\n`);
  }
}
