// Findings for tests of the outputs: two files, several labels, a witness and fixes.
import {
  type Finding,
  openSource,
  type Place,
  type Results,
  relativeTo,
  requestTo,
  type Source,
} from '../../server/src/core';

export const TEXTS: Readonly<Record<string, string>> = {
  '/site/conf.d/app.conf': [
    'server {',
    '\tlisten 80; # 日本語',
    '\tlocation /api/ {',
    '\t\tauth_basic "日本 & <staff>";',
    '\t\tproxy_pass http://app;',
    '\t}',
    '}',
    '',
  ].join('\n'),
  '/site/snippets/cors.conf': 'add_header Access-Control-Allow-Origin *;\n',
};

/** Where a word stands in one of the texts. */
export function placeOf(file: string, word: string): Place {
  const start = (TEXTS[file] ?? '').indexOf(word);
  return { file, span: { start, end: start + word.length } };
}

export const SOURCE: Source = openSource((file) => TEXTS[file] ?? null, relativeTo('/site'));

const app = '/site/conf.d/app.conf';

export const WARNING: Finding = {
  rule: 'nginx/syntax',
  kind: 'preflight-blocked',
  certainty: 'assert',
  severity: 'warning',
  message: 'OPTIONS /api/ is answered 401: leave it out of "auth_basic".',
  at: placeOf(app, 'auth_basic'),
  related: [
    { ...placeOf(app, 'proxy_pass'), message: 'goes here after it' },
    { ...placeOf(app, '/api/'), message: 'its location' },
    { ...placeOf('/site/snippets/cors.conf', 'add_header'), message: 'CORS is meant' },
  ],
  witness: {
    request:
      requestTo('OPTIONS', "http://site.example/api/it's", {
        headers: [
          ['Origin', 'https://shop.example'],
          ['Access-Control-Request-Method', 'GET'],
        ],
      }) ?? unreachable(),
    expect: { status: 401, challenges: ['Basic realm="日本 & <staff>"'] },
  },
  fixes: [
    {
      title: 'Let OPTIONS pass',
      safety: 'review',
      edits: [{ ...placeOf(app, 'auth_basic'), newText: 'limit_except OPTIONS { auth_basic' }],
    },
  ],
};

export const HINT: Finding = {
  ...WARNING,
  certainty: 'hint',
  severity: 'info',
  message: 'Does the app ask for a password of its own?',
  at: placeOf(app, 'proxy_pass'),
  related: [],
  witness: null,
  fixes: [{ title: 'Strip it', safety: 'safe', edits: [{ ...placeOf(app, '\t\tproxy_pass'), newText: '' }] }],
};

export const RESULTS: Results = {
  findings: [WARNING, HINT],
  errors: [{ file: '/site/large.conf', message: 'This file cannot be read: it is larger than 5 MB.' }],
  files: 2,
  suppressed: 1,
  known: 3,
  source: SOURCE,
};

export const NOTHING: Results = { ...RESULTS, findings: [], errors: [], suppressed: 0, known: 0 };

function unreachable(): never {
  throw new Error('the request is one');
}
