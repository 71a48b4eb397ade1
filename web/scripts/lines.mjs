import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(web, { recursive: true })
  .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !/node_modules|dist|compiled|\.gen\./.test(name))
  .map((name) => [name, readFileSync(web + name, 'utf8').split('\n').length - 1]);
const isTest = (name) => /\.(test|spec)\.tsx?$|^e2e\//.test(name);
const code = files.filter(([name]) => !isTest(name));
const sum = (list) => list.reduce((total, [, lines]) => total + lines, 0);
const sorted = code.map(([, lines]) => lines).sort((a, b) => a - b);
const percentile = (share) => sorted[Math.floor(sorted.length * share)];
const tests = files.filter(([name]) => isTest(name));
console.log(
  `lines: ${sum(code)} code in ${code.length} files (median ${percentile(0.5)}, p90 ${percentile(0.9)}, longest ${sorted.at(-1)}), ${sum(tests)} test (${(sum(tests) / sum(code)).toFixed(2)})`,
);
const long = files.filter(([, lines]) => lines > 300);
for (const [name, lines] of long) console.log(`too long: ${lines} ${name}`);
if (long.length) process.exit(1);
