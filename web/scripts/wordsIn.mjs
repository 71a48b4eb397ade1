// Finds what people would read and no message file knows: text between tags, attributes and properties that are read or
// spoken, and sentences in any other literal. Parsed with the compiler of api-types, since that of the desk has no program interface.
import { createRequire } from 'node:module';

const ts = createRequire(new URL('../api-types/package.json', import.meta.url))('typescript');
const { SyntaxKind: Kind } = ts;
const read = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'ariaLabel',
  'description',
  'error',
  'hint',
  'label',
  'placeholder',
  'text',
  'title',
  'tooltip',
  'words',
]);
/** What looks like words and is none: a link's `rel`, keys as the browser names them, a queue of the drafts. */
const allowed = new Set(['noopener noreferrer', 'Arrow', 'Enter', 'Escape', 'Mod', 'Shift', 'remote']);
const selecting = /\.(querySelector|querySelectorAll|closest|matches)(<.*>)?$/;
const mediaQuery = /^\([a-z-]+ ?[<>:=]/;
const letters = /\p{L}{2}/u;
/** A word beside a blank, or one written as it begins a sentence. */
const sentence = /\p{L}{2}[,.:;!?]? | \p{L}{2}|^\p{Lu}\p{Ll}+[.!?…]?$/u;
const comparisons = new Set([
  Kind.EqualsEqualsToken,
  Kind.EqualsEqualsEqualsToken,
  Kind.ExclamationEqualsToken,
  Kind.ExclamationEqualsEqualsToken,
  Kind.InKeyword,
]);
const choices = new Set([Kind.AmpersandAmpersandToken, Kind.BarBarToken, Kind.QuestionQuestionToken]);

/** Each find as its line and its text. */
export function wordsIn(name, source) {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found = [];

  function visit(node) {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isJsxText(node)) keep(node, node.text, letters);
    else if (isText(node) && !isForMachines(node)) {
      for (const part of parts(node)) keep(part, part.text, isRead(node) ? letters : sentence);
    }
    ts.forEachChild(node, visit);
  }

  function keep(node, text, pattern) {
    if (!pattern.test(text) || allowed.has(text.replace(/[+ ]$/, '')) || mediaQuery.test(text)) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push({ line: line + 1, text: text.trim().replace(/\s+/g, ' ').slice(0, 60) });
  }

  visit(file);
  return found;
}

const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
const parts = (node) => (ts.isTemplateExpression(node) ? [node.head, ...node.templateSpans.map(({ literal }) => literal)] : [node]);

/** What is thrown or logged, named, looked up or compared with. */
function isForMachines(node) {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return comparisons.has(parent.operatorToken.kind) || parent.left.getText() === 'this.name';
  if (ts.isCaseClause(parent) || ts.isElementAccessExpression(parent) || ts.isTaggedTemplateExpression(parent)) return true;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return true;
  if (ts.isJsxAttribute(parent)) return !read.has(parent.name.getText());
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return false;
  const called = parent.expression.getText();
  return called.startsWith('console.') || selecting.test(called) || (ts.isNewExpression(parent) && called.endsWith('Error'));
}

/** Whether an attribute, a property or a tag may show it: then a single word counts. */
function isRead(node) {
  const { parent } = node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isRead(parent);
  if (ts.isBinaryExpression(parent)) return choices.has(parent.operatorToken.kind) && parent.right === node && isRead(parent);
  if (ts.isParenthesizedExpression(parent)) return isRead(parent);
  if (ts.isJsxExpression(parent)) return !ts.isJsxAttribute(parent.parent) || read.has(parent.parent.name.getText());
  if (ts.isJsxAttribute(parent)) return read.has(parent.name.getText());
  return ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent) && read.has(parent.name.text);
}
