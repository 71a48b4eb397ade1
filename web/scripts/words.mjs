// Every word that people read comes from the message files; one that does not fails the check and the build.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wordsIn } from './wordsIn.mjs';

const root = fileURLToPath(new URL('../desk/src/', import.meta.url));
/** Tests with their cast, and what is generated. */
const notShown = /\.test\.|^testing|^features\/ticket\/cast\.ts$|\.gen\.|\.d\.ts$|compiled/;
const found = readdirSync(root, { recursive: true })
  .filter((name) => /\.tsx?$/.test(name) && !notShown.test(name))
  .flatMap((name) => wordsIn(name, readFileSync(root + name, 'utf8')).map(({ line, text }) => `${name}:${line}  ${text}`));

if (found.length) {
  console.error(`Words outside the message files (src/main/resources/messages):\n${found.join('\n')}`);
  process.exit(1);
}
console.log('words: all from the message files');
