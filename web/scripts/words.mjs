// Every word that people read comes from the message files. Fails on text between tags and on attributes that are read or
// spoken. Parsed with the compiler of api-types, since that of the desk has no program interface.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

const ts = createRequire(new URL('../api-types/package.json', import.meta.url))('typescript');
const root = new URL('../desk/src', import.meta.url).pathname;
const read = new Set(['alt', 'aria-label', 'aria-description', 'aria-roledescription', 'description', 'error', 'hint', 'label', 'placeholder', 'text', 'title', 'tooltip']);
const found = [];

for (const entry of readdirSync(root, { recursive: true })) {
  if (!entry.endsWith('.tsx') || entry.endsWith('.test.tsx') || entry.startsWith('testing')) continue;
  const path = join(root, entry);
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  visit(file, file);
}

function visit(node, file) {
  if (ts.isJsxText(node)) report(node, node.text, file);
  if (ts.isJsxAttribute(node) && read.has(node.name.getText(file))) {
    const value = node.initializer;
    if (value && ts.isStringLiteral(value)) report(value, value.text, file);
    if (value && ts.isJsxExpression(value) && value.expression) literals(value.expression, file);
  }
  if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) literals(node.expression, file);
  ts.forEachChild(node, (child) => visit(child, file));
}

/** Literals that an expression may answer with: not those it compares or looks up with. */
function literals(expression, file) {
  if (ts.isStringLiteralLike(expression)) report(expression, expression.text, file);
  else if (ts.isConditionalExpression(expression)) {
    literals(expression.whenTrue, file);
    literals(expression.whenFalse, file);
  } else if (ts.isBinaryExpression(expression) && [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken].includes(expression.operatorToken.kind)) {
    literals(expression.right, file);
  } else if (ts.isTemplateExpression(expression)) {
    for (const span of [expression.head, ...expression.templateSpans.map(({ literal }) => literal)]) report(span, span.text, file);
  }
}

function report(node, text, file) {
  if (!/\p{L}{2}/u.test(text)) return;
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  found.push(`${relative(root, file.fileName)}:${line + 1}  ${text.trim().slice(0, 60)}`);
}

if (found.length) {
  console.error(`Words outside the message files (src/main/resources/messages):\n${found.join('\n')}`);
  process.exit(1);
}
console.log('words: all from the message files');
