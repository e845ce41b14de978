// The nginx grammar: which scopes a reader sees, told by nginx's own rules of where a token begins and ends.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: nginx writes its variables like that.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

type Token = { readonly text: string; readonly scopes: readonly string[] };

let grammar: IGrammar;

before(async () => {
  await loadWASM(readFileSync(path.resolve('node_modules/vscode-oniguruma/release/onig.wasm')));
  const file = 'syntaxes/nginx.tmLanguage.json';
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) =>
      scope === 'source.nginx' ? parseRawGrammar(readFileSync(file, 'utf8'), file) : null,
  });
  const loaded = await registry.loadGrammar('source.nginx');
  assert.ok(loaded !== null);
  grammar = loaded;
});

/** Tokenises a text, line by line, as an editor does. */
function tokenise(text: string): Token[] {
  let state = INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
}

/** The innermost scopes of the first token that begins where `piece` stands in the text. */
function scopesOf(text: string, piece: string): string {
  const at = text.indexOf(piece);
  assert.ok(at >= 0, `${piece} is in the sample`);
  const line = text.slice(0, at).split('\n').length - 1;
  const column = at - (text.lastIndexOf('\n', at - 1) + 1);
  let state = INITIAL;
  const lines = text.split('\n');
  for (const before of lines.slice(0, line)) state = grammar.tokenizeLine(before, state).ruleStack;
  const { tokens } = grammar.tokenizeLine(lines[line] ?? '', state);
  const token = tokens.find(({ startIndex, endIndex }) => startIndex <= column && column < endIndex);
  return (token?.scopes ?? []).join(' ');
}

/** A sample, a piece of it, and a scope that the piece has; with a leading `-`, one that it has not. */
const SCOPES: readonly (readonly [sample: string, piece: string, ...scopes: string[]])[] = [
  // comments begin only where a token does
  ['# all of it', 'all', 'comment.line.number-sign.nginx'],
  ['listen 80; # the rest', 'the rest', 'comment.line.number-sign.nginx'],
  ['listen 80;# the rest', '# the', 'comment.line.number-sign.nginx'],
  ['rewrite ^/a#b /c;', '#b', '-comment.line', 'string.regexp.nginx'],
  ['return 301 /a#top;', '#top', '-comment.line', 'string.unquoted.nginx'],
  ['log_format a "x # y";', '# y', '-comment.line', 'string.quoted.double.nginx'],
  ['server {# of the shop\n listen 80;', 'of the', 'comment.line.number-sign.nginx'],
  ['server {# of the shop\n listen 80;', 'listen', 'meta.block.nginx', 'support.function.directive.nginx'],

  // quotes begin only where a token does, run over lines, and keep what is escaped
  [`add_header X 'it''s';`, `it`, 'string.quoted.single.nginx'],
  ['add_header X "a\\"b" always;', 'b"', 'string.quoted.double.nginx'],
  ['add_header X "a\\"b" always;', 'always', 'constant.language.nginx'],
  ['add_header X a"b; return 401;', 'return', '-string', 'support.function.directive.nginx'],
  [`log_format a 'x'\n  'y $status';`, '$status', 'variable.other.nginx', 'string.quoted.single.nginx'],
  ['log_format a "one\ntwo";\nlisten 80;', 'two', 'string.quoted.double.nginx'],
  ['log_format a "one\ntwo";\nlisten 80;', 'listen', '-string', 'support.function.directive.nginx'],

  // variables
  ['set $a_b x;', '$a_b', 'variable.other.nginx'],
  ['set $a x${b_c}y;', '${b_c}', 'variable.other.nginx'],
  ['set $a x${b_c}y;', 'y;', 'string.unquoted.nginx'],
  ['rewrite ^(.*)$ /x$1;', '$1', 'variable.other.nginx'],
  ['proxy_pass http://$host$request_uri;', '$request_uri', 'variable.other.nginx'],

  // directives and blocks
  ['server {\n  listen 80;\n}', 'server', 'keyword.control.block.nginx'],
  ['server\n{\n  listen 80;\n}', 'server', 'keyword.control.block.nginx'],
  ['upstream app {\n  server 10.0.0.1:80 weight=5;\n}', 'app', 'entity.name.type.upstream.nginx'],
  ['upstream app {\n  server 10.0.0.1:80 weight=5;\n}', 'server', 'support.function.directive.nginx'],
  ['upstream app {\n  server 10.0.0.1:80 weight=5;\n}', 'weight', 'variable.parameter.nginx'],
  ['upstream app {\n  server 10.0.0.1:80 weight=5;\n}', '5;', 'constant.numeric.nginx'],
  ['http { server { listen 80; } }', 'listen', 'meta.block.nginx', 'support.function.directive.nginx'],
  ['http { a b; } c d;', 'c d', '-meta.block.nginx', 'support.function.directive.nginx'],
  ['limit_except GET { deny all; }', 'limit_except', 'keyword.control.block.nginx'],
  ['auth_basic off;', 'off', 'constant.language.nginx'],
  ['proxy_pass http://a }', '}', '-string'],
  ['set $a b}c;\nd e;', '}c', 'string.unquoted.nginx'],
  ['set $a b\\;c;\nd e;', 'd', 'support.function.directive.nginx'],

  // sizes and times
  ['client_max_body_size 10m;', '10', 'constant.numeric.nginx'],
  ['client_max_body_size 10m;', 'm;', 'keyword.other.unit.nginx'],
  ['proxy_read_timeout 1h30m;', '30', 'constant.numeric.nginx'],
  ['limit_req_zone $a zone=b:1m rate=10r/s;', 'r/s', 'keyword.other.unit.nginx'],
  ['listen 10.0.0.1:8080;', '10.0', '-constant.numeric', 'string.unquoted.nginx'],

  // locations
  ['location = /a {', '=', 'keyword.operator.location.nginx'],
  ['location ^~ /a/ {', '^~', 'keyword.operator.location.nginx'],
  ['location ^~ /a/ {', '/a/', 'string.unquoted.nginx'],
  ['location ~ \\.php$ {\n deny all; }', '~', 'keyword.operator.regex.nginx'],
  ['location ~ \\.php$ {\n deny all; }', 'php', 'string.regexp.nginx'],
  ['location ~ \\.php$ {\n deny all; }', '$', 'keyword.control.anchor.regexp.nginx'],
  ['location ~ \\.php$ {\n deny all; }', 'deny', 'meta.block.nginx', '-string'],
  ['location ~* "^/u/[0-9]{2}/" {\n deny all; }', '{2}', 'keyword.operator.quantifier.regexp.nginx'],
  ['location ~* "^/u/[0-9]{2}/" {\n deny all; }', 'deny', 'meta.block.nginx', '-string'],
  ['location ~^/x {', '^/x', 'string.regexp.nginx'],
  ['location ~ ^/(?<name>\\w+)/ {', 'name', 'variable.other.group.nginx'],
  ['location @app {', 'app', 'entity.name.label.location.nginx'],
  ['location/x {', 'location', '-keyword'],

  // if
  ['if ($a = "POST") {', 'if', 'keyword.control.conditional.nginx'],
  ['if ($a = "POST") {', '$a', 'variable.other.nginx'],
  ['if ($a = "POST") {', '=', 'keyword.operator.comparison.nginx'],
  ['if ($a = "POST") {', 'POST', 'string.quoted.double.nginx'],
  ['if ($a = "POST") {', ')', 'punctuation.section.parens.end.nginx'],
  ['if ($a ~* ^/x(y|z)) { return 401; }', '|', 'keyword.operator.or.regexp.nginx'],
  ['if ($a ~* ^/x(y|z)) { return 401; }', ') {', 'punctuation.section.parens.end.nginx'],
  ['if ($a ~* ^/x(y|z)) { return 401; }', 'return', 'meta.block.nginx', '-string'],
  ['if (!-f $request_filename) {', '!-f', 'keyword.operator.file-test.nginx'],
  ['if ($a !~ "b{2}") {\n return 401; }', 'b{', 'string.regexp.nginx'],

  // regexes elsewhere
  ['rewrite ^/a/(.*)$ /b/$1 last;', '^', 'string.regexp.nginx'],
  ['rewrite ^/a/(.*)$ /b/$1 last;', '/b/', 'string.unquoted.nginx', '-string.regexp'],
  ['rewrite ^/a/(.*)$ /b/$1 last;', 'last', 'constant.language.nginx'],
  ['rewrite "^/a{2}" /b;', '{2}', 'keyword.operator.quantifier.regexp.nginx'],
  ['server_name ~^www\\d+\\.example$;', 'www', 'string.regexp.nginx'],
  ['server_name example.com;', 'example', 'string.unquoted.nginx'],

  // tables
  ['map $http_upgrade $connection {\n  default upgrade;\n  "" close;\n}', 'default', 'keyword.other.nginx'],
  ['map $uri $a {\n  example.com 1;\n  listen 2;\n}', 'listen', 'string.unquoted.nginx', '-support.function'],
  ['map $uri $a {\n  ~*^/x 1;\n}', '^/x', 'string.regexp.nginx'],
  ['map $uri $a {\n  "~^/x y" 1;\n}', 'x y', 'string.regexp.nginx'],
  ['map ${uri}x $a {\n  b 1;\n}\nserver { }', 'b 1', 'meta.block.table.nginx'],
  ['map $uri $a {\n  b 1;\n}\nserver { }', 'server', 'keyword.control.block.nginx', '-meta.block'],
  ['types {\n  text/html html;\n}', 'html;', 'string.unquoted.nginx'],

  // Lua ends at the brace that closes it, whatever its strings and comments hold
  ['content_by_lua_block { ngx.say("}") }\nlisten 80;', 'ngx', 'meta.embedded.block.lua'],
  [
    'content_by_lua_block { ngx.say("}") }\nlisten 80;',
    'listen',
    '-meta.embedded',
    'support.function.directive.nginx',
  ],
  ['access_by_lua_block {\n local t = { a = { 1 } }\n b()\n}\nlisten 80;', 'b()', 'meta.embedded.block.lua'],
  ['access_by_lua_block {\n local t = { a = { 1 } }\n b()\n}\nlisten 80;', 'listen', '-meta.embedded'],
  ["access_by_lua_block {\n -- it's a }\n b()\n}\nlisten 80;", 'b()', 'meta.embedded.block.lua'],
  ['access_by_lua_block {\n --[[ }\n }]] b()\n}\nlisten 80;', 'b()', 'meta.embedded.block.lua', '-comment'],
  [
    'access_by_lua_block {\n x = [==[ } ]] ]==] b()\n}\nlisten 80;',
    'b()',
    'meta.embedded.block.lua',
    '-string',
  ],
  ['set_by_lua_block $x {\n return 1\n}\nlisten 80;', '$x', 'variable.other.nginx'],
  ['set_by_lua_block $x {\n return 1\n}\nlisten 80;', 'return', 'meta.embedded.block.lua'],
  ['set_by_lua_block $x {\n return 1\n}\nlisten 80;', 'listen', '-meta.embedded'],

  // holes of templates
  ['server_name {{ host }}.example.com;\nlisten 80;', 'host', 'meta.embedded.template.nginx'],
  [
    'server_name {{ host }}.example.com;\nlisten 80;',
    'listen',
    'support.function.directive.nginx',
    '-meta.block',
  ],
  ['{% if tls %}\nlisten 443 ssl;\n{% endif %}', 'if tls', 'meta.embedded.template.nginx'],
  ['{% if tls %}\nlisten 443 ssl;\n{% endif %}', 'listen', 'support.function.directive.nginx', '-meta.block'],
  ['location {{ prefix }}/a {\n  deny all;\n}', 'deny', 'meta.block.nginx', '-meta.embedded'],
  ['root <%= @root %>;\nlisten 80;', '@root', 'meta.embedded.template.nginx'],
  ['root <%= @root %>;\nlisten 80;', 'listen', 'support.function.directive.nginx'],
  ['{# a note #}\nlisten 80;', 'a note', 'comment.block.template.nginx'],
  ['listen ${PORT};', '${PORT}', 'variable.other.nginx'],
];

describe('the nginx grammar', () => {
  for (const [sample, piece, ...wanted] of SCOPES) {
    it(`${JSON.stringify(piece)} in ${JSON.stringify(sample)}: ${wanted.join(', ')}`, () => {
      const scopes = scopesOf(sample, piece);
      for (const scope of wanted) {
        const absent = scope.startsWith('-');
        const found = scopes.includes(absent ? scope.slice(1) : scope);
        assert.equal(found, !absent, `${scope} in: ${scopes}`);
      }
    });
  }

  it('keeps every character, and comes back to the start after a whole file', () => {
    const text = readFileSync('test/unit/grammar-sample.conf', 'utf8');
    const tokens = tokenise(text);
    assert.equal(tokens.map((token) => token.text).join(''), text.replaceAll('\n', ''));
    const after = tokenise(`${text}\nlisten 80;`).findLast((token) => token.text === 'listen');
    assert.deepEqual(after?.scopes, [
      'source.nginx',
      'meta.directive.nginx',
      'support.function.directive.nginx',
    ]);
  });

  it('takes no longer for a hostile line than its length asks for', () => {
    const hostile = [
      '{'.repeat(5000),
      '('.repeat(5000),
      '\\'.repeat(5000),
      `rewrite ${'(a|'.repeat(2000)} /x;`,
      `location ~ ${'[a'.repeat(2500)} {`,
      `set $a ${'$'.repeat(5000)};`,
      `set $a ${'${'.repeat(2500)};`,
      `if (${'$a = '.repeat(1000)})`,
      `add_header X ${'"a"'.repeat(2000)};`,
      `listen ${'1h'.repeat(2500)}x;`,
      `${'{#'.repeat(2500)}`,
      `content_by_lua_block { ${'[=['.repeat(1500)} }`,
    ];
    for (const line of hostile) {
      const { stoppedEarly } = grammar.tokenizeLine(line, INITIAL, 2000);
      assert.equal(stoppedEarly, false, `${line.slice(0, 30)}… took more than two seconds`);
    }
  });
});
