// What the parser of TypeScript does for every character, token and node, by shorter ways to the same: it is run for a
// second at most, so that no compiler takes a call of a small function out, as it does where the library runs long.

/** Flag of a node: `await` was read as a name below it, and may be none. It is the only one of its sort that the parser asks for. */
const AWAIT = '67108864 /* ContainsPossibleTopLevelAwait */';

/** Texts of the library with what takes their place, wherever they stand. */
const SHORTER = [
  // Characters. Names are half of a text; nothing else starts as they do, and most of their characters are known here.
  [/(?<!function )\b(codePoint|charCode)Unchecked\(([^()]*)\)/g, 'text.$1At($2)'],
  [
    'while (pos < end && isIdentifierPart(ch = text.codePointAt(pos), languageVersion2)) pos += charSize(ch);',
    'while (pos < end && (WORD[ch = text.codePointAt(pos)] === 1 || ch > 127 && isIdentifierPart(ch, languageVersion2))) pos += ch > 65535 ? 2 : 1;',
  ],
  [
    'if (isIdentifierStart(ch, languageVersion2)) {\n      pos += charSize(ch);',
    'if (ch >= 97 && ch <= 122 || isIdentifierStart(ch, languageVersion2)) {\n      pos += ch > 65535 ? 2 : 1;',
  ],
  [
    /(const ch = text\.codePointAt\(pos\);\n)(?=\s*if \(pos === 0\))/g,
    '$1if (ch >= 97 && ch <= 122 || ch >= 65 && ch <= 90) return scanIdentifier(ch, languageVersion);\n',
  ],
  // Tokens: which one it is stands in a variable, so what begins with another one need not be called to say so. Templates
  // are 15 and 16, `?.` is 29, `<` 30, `>` 32, `<<` 48, and keywords are 83 to 166.
  [/(?<!function )\btoken\(\)/g, 'currentToken'],
  [/(?<!function )\bnextTokenWithoutCheck\(\)/g, '(currentToken = scanner2.scan())'],
  ['isKeyword(currentToken) && (', 'currentToken >= 83 && currentToken <= 166 && ('],
  [/(?<!function )\bparseOptional\((\d+) [^()]*\)/g, '(currentToken === $1 && $&)'],
  [/(?<!function )\bparseOptionalToken\((\d+) [^()]*\)/g, '(currentToken === $1 ? $& : void 0)'],
  [/(?<!function )\bisStartOfOptionalPropertyOrElementAccessChain\(\)/g, '(currentToken === 29 && $&)'],
  [/(?<!function )\bisTemplateStartOfTaggedTemplate\(\)/g, '(currentToken === 15 || currentToken === 16)'],
  ['tryParse(parseTypeArgumentsInExpression)', '(currentToken === 30 || currentToken === 48 ? $& : void 0)'],
  [/^ *reScanGreaterToken\(\);$/gm, 'if (currentToken === 32) reScanGreaterToken();'],
  // Contexts and places.
  [/(?<!function )\binContext\(([^()]*)\)/g, '((contextFlags & $1) !== 0)'],
  [/(?<!function )\binDecoratorContext\(\)/g, '((contextFlags & 32768) !== 0)'],
  [/(?<!function )\bgetNodePos\(\)/g, 'fullStartPos'],
  // There is one scanner: the parser reads where the token starts itself, which it does at each step into an expression.
  [/^ *var fullStartPos;$/gm, ''],
  [/\bscanner2\.getTokenFullStart\(\)/g, 'fullStartPos'],
  [
    'const node = currentNode(parsingContext2);',
    'const node = syntaxCursor && currentNode(parsingContext2);',
  ],
  [/\bsetTextRangePosEnd\((node|array), pos, (end \?\? [^;]*)\);/g, '$1.pos = pos;\n$1.end = $2;'],
  [
    'return hasProperty(array, "pos") && hasProperty(array, "end");',
    'return array.pos !== void 0 && array.end !== void 0;',
  ],
  // What is never there: comments for JSDoc, which we do not ask for, and nodes that only later steps make.
  [/(?<!function |\.)\bhasPrecedingJSDocComment\(\)/g, 'false'],
  ['scanner2.hasPrecedingJSDocLeadingAsterisks() ? scanner2.getTokenStart() : ', ''],
  [
    'isLeftHandSideExpressionKind(skipPartiallyEmittedExpressions(node).kind)',
    'isLeftHandSideExpressionKind(node.kind)',
  ],
  // What nobody reads: assertions, counts, and flags for steps that turn the tree into older JavaScript.
  [/^ *Debug\.(?:assert|attachNodeArrayDebugInfo)\(.*\);$/gm, ''],
  [/\bcountNode\(new/g, '(new'],
  // Clocks for its own measuring are parts of Node that would be loaded.
  ['const p = tryGetPerformance();', 'const p = void 0;'],
  ['function propagateChildFlags(child) {\n  if (!child', `$& || !(child.transformFlags & ${AWAIT})`],
  ['subtreeFlags |= propagateChildFlags(child);', `if (child.transformFlags & ${AWAIT}) $&`],
];

const DECLARED = `var fullStartPos;
var WORD = Uint8Array.from({ length: 128 }, (_, code) => /[\\w$]/.test(String.fromCharCode(code)) ? 1 : 0);\n`;

/** `test/unit/js-parser.test.ts` holds what comes of it against the library. */
export function inShorterWays(body) {
  let text = body;
  for (const [from, to] of SHORTER) {
    const shorter = text.replaceAll(from, to);
    if (shorter === text) throw new Error(`The TypeScript library is not made as it was: it has no ${from}.`);
    text = shorter;
  }
  return DECLARED + text;
}
