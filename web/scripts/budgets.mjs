import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../desk/dist/', import.meta.url);
const manifestFile = new URL('.vite/manifest.json', dist);
if (!existsSync(manifestFile)) {
  console.log('sizes: not built yet, run npm run build first');
  process.exit(0);
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1024;
const entryFiles = new Set();
const follow = (chunk) => {
  if (entryFiles.has(chunk.file)) return;
  entryFiles.add(chunk.file);
  for (const name of chunk.imports ?? []) follow(manifest[name]);
};
follow(Object.values(manifest).find((chunk) => chunk.isEntry));
const chunks = [...new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk])).values()];
const scripts = chunks.filter((chunk) => chunk.file.endsWith('.js'));
const styles = new Set(chunks.flatMap((chunk) => [...(chunk.css ?? []), ...(chunk.file.endsWith('.css') ? [chunk.file] : [])]));
const rows = [
  ['entry', [...entryFiles].reduce((sum, file) => sum + size(file), 0), 220],
  ['css', [...styles].reduce((sum, file) => sum + size(file), 0), 25],
  ...scripts.filter((chunk) => !entryFiles.has(chunk.file)).map((chunk) => [chunk.file, size(chunk.file), 145]),
];
for (const [name, kb, limit] of rows) console.log(`${kb.toFixed(1).padStart(7)} KB gz of ${limit}  ${name}`);
if (rows.some(([, kb, limit]) => kb > limit)) process.exit(1);
