import { writeFileSync } from 'node:fs';
import { build } from 'vite';

// Node 20 does not strip types, and the token file is too small to deserve a compiler of its own.
const { output } = await build({
  configFile: false,
  logLevel: 'error',
  build: { write: false, minify: false, lib: { entry: new URL('tokens.ts', import.meta.url).pathname, formats: ['es'] } },
}).then((result) => (Array.isArray(result) ? result[0] : result));
const tokens = await import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`);

const rem = (px) => `${px / 16}rem`;
const themed = (index) =>
  Object.entries(tokens.colours)
    .map(([name, pair]) => `  --${name}: ${pair[index]};`)
    .join('\n');
const fixed = [
  ...tokens.spaces.map((px, index) => `  --s${index + 1}: ${rem(px)};`),
  ...Object.entries(tokens.radii).map(([name, px]) => `  --r-${name}: ${px}px;`),
  ...Object.entries(tokens.type).flatMap(([name, [size, line]]) => [`  --t-${name}: ${rem(size)};`, `  --l-${name}: ${rem(line)};`]),
].join('\n');
const density = Object.entries(tokens.densities)
  .map(([name, d]) => `[data-density="${name}"] {\n  --row: ${d.row}px;\n  --control: ${rem(d.control)};\n  --text: ${rem(d.text)};\n}`)
  .join('\n');
const cosy = tokens.densities.cosy;

writeFileSync(
  new URL('../desk/src/shared/ui/tokens.css', import.meta.url),
  `/* Generated from web/tokens/tokens.ts. */
@layer tokens {
:root {
  color-scheme: light;
${fixed}
  --row: ${cosy.row}px;
  --control: ${rem(cosy.control)};
  --text: ${rem(cosy.text)};
  --sh1: 0 1px 2px rgb(0 0 0 / 8%);
  --sh2: 0 8px 28px rgb(0 0 0 / 16%);
${themed(0)}
}
:root[data-theme="dark"] {
  color-scheme: dark;
${themed(1)}
}
@media (prefers-color-scheme: dark) {
:root[data-theme="system"] {
  color-scheme: dark;
${themed(1)}
}
}
${density}
}
`,
);
