// An esbuild plugin that lets the bundler see into the TypeScript library, so that only its parser is bundled.
import { readFileSync } from 'node:fs';
import { inShorterWays } from './shorter-ways.mjs';

const START = 'var ts = {}; ((module) => {';
const EXPORTS = 'var typescript_exports = {};\n__export(typescript_exports, {';

/**
 * The library is one function that fills an object, of which no bundler can leave anything out. Unwrapped, it is a
 * module with exports; its calls at the top level only make tables and register editor features, none of which reading
 * a text needs unless it is referred to. `test/unit/js-parser.test.ts` holds the result against the whole library.
 */
export const trimTypescript = {
  name: 'trim-typescript',
  setup(build) {
    build.onLoad({ filter: /typescript-6[\\/]lib[\\/]typescript\.js$/ }, ({ path }) => ({
      contents: unwrap(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** The library's source files, as its text names them, that reading a text rests on. */
const KEPT =
  /^src\/compiler\/(core|corePublic|debug|semver|performance|performanceCore|tracing|types|path|diagnosticInformationMap\.generated|scanner|utilities|utilitiesPublic|parser|factory\/\w+|_namespaces\/ts\.performance)\.ts$/;

/** What stays of the others: there is no file system. */
const STAND_INS = 'var sys = undefined;\n';

function unwrap(text) {
  const start = text.indexOf(START);
  const exportsStart = text.indexOf(EXPORTS);
  const bodyStart = text.indexOf('\n// src/compiler/corePublic.ts', exportsStart);
  const bodyEnd = text.indexOf('\n0 && (module.exports = {');
  if ([start, exportsStart, bodyStart, bodyEnd].includes(-1)) {
    throw new Error('The TypeScript library is not made as it was: see scripts/trim-typescript.mjs.');
  }
  const all = text
    .slice(bodyStart, bodyEnd)
    .split(/^\/\/ (?=src\/)/m)
    .filter((section) => KEPT.test(section.slice(0, section.indexOf('\n'))))
    .map((section) => `// ${section}`)
    .join('')
    .replace(/^((?:var|let|const) \w+ = )(?=(?:new )?[\w.]+\()/gm, '$1/* @__PURE__ */ ')
    .replace(/^(?=__export\()/gm, '/* @__PURE__ */ ');
  const body = inShorterWays(withNamedMessages(all));
  const exported = [...text.slice(exportsStart, bodyStart).matchAll(/^ {2}(\w+): \(\) => \1,?$/gm)].map(
    ([, name]) => name,
  );
  const declared = new Set(
    [...body.matchAll(/^(?:var|let|const|function|class) (\w+)/gm)].map(([, name]) => name),
  );
  const names = exported.filter((name) => declared.has(name));
  const head = text.slice(start + START.length, exportsStart);
  return `${head}\n${STAND_INS}${body}\nexport { ${names.join(', ')} };\n`;
}

/** The two thousand messages of the compiler are made when it is loaded: only those are left that what is kept names. */
function withNamedMessages(body) {
  const named = new Set([...body.matchAll(/\bDiagnostics\.(\w+)/g)].map(([, name]) => name));
  return body.replace(/^ {2}(\w+): diag\([\s\S]*?(?=^ {2}\w+: diag\(|^\};)/gm, (entry, name) =>
    named.has(name) ? entry : '',
  );
}
