// Random sites, many to one configuration, and the requests that are put to each.
import { SITE, type Workspace } from '../support/workspace';
import {
  APP,
  type Block,
  block,
  content,
  errors,
  files,
  guards,
  headers,
  JUDGE,
  type Lines,
  limits,
  rewrites,
} from './grammar';
import type { Pick } from './pick';

/** One random site: its servers on one port. */
export type RandomSite = { readonly port: number; readonly servers: Lines };

export type RandomRequest = {
  readonly port: number;
  readonly method: string;
  readonly host: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly from: string;
};

export type Batch = {
  /** Settings of the `http` block that all sites share. */
  readonly http: Lines;
  readonly sites: readonly RandomSite[];
  readonly requests: readonly RandomRequest[];
};

const FIRST_PORT = 21_000;

/** A batch of so many sites with so many requests each. */
export function makeBatch(pick: Pick, sites: number, requests: number): Batch {
  const all = Array.from({ length: sites }, (_, i) => ({
    port: FIRST_PORT + i,
    servers: servers(pick, FIRST_PORT + i),
  }));
  return {
    http: pick.chance(50) ? [...guards(pick), ...headers(pick), ...errors(pick)] : [],
    sites: all,
    requests: all.flatMap(({ port }) => Array.from({ length: requests }, () => makeRequest(pick, port))),
  };
}

const NAMES = [
  'a.example.test',
  'b.example.test',
  '*.example.test',
  'www.*',
  '.c.test',
  '~^(?<sub>x+)\\.test$',
  '_',
] as const;

function servers(pick: Pick, port: number): Lines {
  return pick.several(1, 2, (index) => server(pick, port, index)).flat();
}

function server(pick: Pick, port: number, index: number): Lines {
  const name = index === 0 ? pick.of(NAMES) : 'second.example.test';
  return block('server', [
    `listen 127.0.0.1:${port}${pick.chance(15) && index === 1 ? ' default_server' : ''};`,
    `server_name ${name};`,
    ...(pick.chance(80) ? [`root ${pick.of(['html', 'html', 'html', 'alt'])};`] : []),
    ...(pick.chance(8) ? ['merge_slashes off;'] : []),
    ...(pick.chance(8) ? ['underscores_in_headers on;'] : []),
    ...guards(pick),
    ...headers(pick),
    ...errors(pick),
    ...rewrites(pick, 'server'),
    ...locations(pick),
    ...block('location @one', inside(pick, 'named', '')),
    ...block('location @two', ['auth_basic off;', ...content(pick, 'named', '')]),
    ...block('location = /auth', [
      'internal;',
      `proxy_pass http://${JUDGE}/judge;`,
      'proxy_pass_request_body off;',
      'proxy_set_header Content-Length "";',
    ]),
    ...(pick.chance(70)
      ? block('location = /auth-plain', [
          ...rewrites(pick, 'exact').filter((line) => !line.startsWith('rewrite')),
          'return 401;',
        ])
      : []),
    ...block('location /auth-code', [
      `return ${pick.of(['200', '204', '401', '403', '404', '302 /a', '500'])};`,
    ]),
  ]);
}

const PREFIXES = [
  '/',
  '/a',
  '/a/',
  '/b/',
  '/a/b/',
  '/app/',
  '/admin',
  '/admin/',
  '/code/',
  '/old/',
  '/a/x.php',
  '/B/',
] as const;
const REGEXES = [
  '\\.php$',
  '^/a/',
  '^/(a|b)/(?<rest>.*)$',
  '\\.(png|css)$',
  '^/a/b/\\w+$',
  '/x',
  '^/[^/]+/$',
  '(?i)^/ADMIN',
] as const;

function locations(pick: Pick): Lines {
  const taken = new Set<string>();
  return pick.several(1, 5, () => location(pick, taken)).flat();
}

function location(pick: Pick, taken: Set<string>): Lines {
  if (pick.chance(25)) {
    const modifier = pick.of(['~', '~', '~*']);
    return block(`location ${modifier} "${pick.of(REGEXES)}"`, [
      ...inside(pick, 'regex', ''),
      ...nestedRegex(pick),
    ]);
  }
  const path = pick.of(PREFIXES);
  const modifier = pick.of(['', '', '', '=', '^~']);
  // An exact location may stand beside a prefix; two prefixes of one path may not, whatever their modifiers.
  const key = (modifier === '=' ? '=' : '') + path;
  if (taken.has(key)) return [];
  taken.add(key);
  const kind: Block = modifier === '=' ? 'exact' : 'prefix';
  const nested = kind === 'prefix' ? nestedLocations(pick, path) : [];
  return block(`location ${modifier}${modifier === '' ? '' : ' '}${path}`, [
    ...inside(pick, kind, path),
    ...nested,
  ]);
}

function nestedLocations(pick: Pick, path: string): Lines {
  if (!pick.chance(18)) return [];
  const inner = `${path.replace(/\/$/, '')}/b/`;
  return [
    ...nestedRegex(pick),
    ...(pick.chance(50) ? block(`location ${inner}`, inside(pick, 'nested', inner)) : []),
    ...(pick.chance(30) ? block(`location = ${inner}c`, inside(pick, 'exact', `${inner}c`)) : []),
  ];
}

function nestedRegex(pick: Pick): Lines {
  return pick.chance(12)
    ? block(`location ~ "${pick.of(['\\.php$', 'b', '\\.html$'])}"`, inside(pick, 'regex', ''))
    : [];
}

function inside(pick: Pick, kind: Block, path: string): Lines {
  const handler = content(pick, kind, path);
  const isAlias = handler.some((line) => line.startsWith('alias'));
  return [
    ...(pick.chance(5) && kind !== 'named' ? ['internal;'] : []),
    ...guards(pick),
    ...headers(pick),
    ...errors(pick),
    ...rewrites(pick, kind),
    ...files(pick, kind).filter((line) => !isAlias || !line.startsWith('root')),
    ...handler,
    ...limits(pick),
  ];
}

const SEGMENTS = [
  'a',
  'a/',
  'a/b/',
  'a/b',
  'b/',
  'b/file.txt',
  'a/x.php',
  'a/index.html',
  'a/img.png',
  'app/',
  'app/x',
  'app/401',
  'app/redirect/x',
  'admin',
  'admin/',
  'admin/x',
  'administrator',
  'code/401',
  'code/403',
  'old/x',
  'index.html',
  'missing.html',
  'none',
  'none.php',
  'ADMIN/',
  'a/b/c',
  'B/x',
  'auth',
  'auth-plain',
  'a.php',
  'x.php',
  'a/sub',
  'a/sub/',
] as const;
const CREDENTIALS = [
  'Basic bWFyaWE6b3Blbi1zZXNhbWU=', // maria, in users
  'Basic am9uYXM6aHVudGVyMg==', // jonas, in staff
  'Basic bWFyaWE6bm9wZQ==', // maria with a wrong password
  'Bearer token',
  'Basic ???',
] as const;

function makeRequest(pick: Pick, port: number): RandomRequest {
  const maybe = (percent: number, name: string, values: readonly [string, ...string[]]) =>
    pick.chance(percent) ? [[name, pick.of(values)] as const] : [];
  return {
    port,
    method: pick.of(['GET', 'GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE']),
    host: pick.of([
      'a.example.test',
      'a.example.test',
      'second.example.test',
      'www.other.test',
      'c.test',
      'xx.test',
      'nobody.test',
      'A.Example.test.',
    ]),
    target: target(pick),
    headers: [
      ...maybe(45, 'Authorization', CREDENTIALS),
      ...maybe(20, 'Cookie', ['s=ok', 's=no', 'other=1; s=ok']),
      ...maybe(15, 'X-Key', ['k', 'K']),
      ...maybe(20, 'X-Verdict', ['yes', 'no', 'forbid', 'lost', 'away']),
      ...maybe(10, 'X-Token', ['Bearer own']),
      ...maybe(4, 'x_under', ['1']),
    ],
    from: pick.of(['127.0.0.1', '127.0.0.1', '127.0.0.2', '127.0.0.4', '127.0.0.9']),
  };
}

function target(pick: Pick): string {
  const path = `/${pick.of(SEGMENTS)}`;
  const bent = pick.chance(80)
    ? path
    : pick.of([
        path.replace('a', '%61'),
        path.replace('/', '//'),
        `/x/..${path}`,
        `${path}/../b/`,
        path.replaceAll('/', '/./'),
        `${path}%2Fb`,
        `${path}%20`,
        path.toUpperCase(),
      ]);
  return bent + pick.of(['', '', '', '?a=1', '?a=x&file=b', '?a=%2Fb', '?file=c']);
}

/** The configuration of a batch, or of some of its sites. */
export function renderBatch(http: Lines, sites: readonly RandomSite[]): string {
  return [
    'events { worker_connections 512; }',
    ...block('http', [...PREAMBLE, ...http, ...sites.flatMap((site) => site.servers), ...APPLICATIONS]),
    '',
  ].join('\n');
}

const PREAMBLE: Lines = [
  ...block('map $uri $realm_by_path', ['default "mapped";', '~^/a/ off;', '~*php "map $uri";', '/b/ "";']),
  ...block('geo $realm_by_address', ['default "geo";', '127.0.0.2 off;', '127.0.0.4/30 "near";']),
];

/** The application and the service that auth_request asks; they let everyone in and say what they were sent. */
const APPLICATIONS: Lines = [
  ...block('server', [
    `listen ${APP};`,
    'server_name app;',
    // Variables that some site uses and none sets have to be known all the same.
    'set $v "";',
    'set $judged "";',
    ...open(),
    ...block('location ~ /401', [
      `add_header WWW-Authenticate 'Bearer realm="app"' always;`,
      'return 401 "upstream=app uri=$request_uri authorization=$http_authorization\\n";',
    ]),
    ...block('location ~ /redirect/', [`return 302 http://${APP}/next;`]),
    ...block('location ~ /code', ['return 403;']),
    ...block('location /', [
      'return 200 "upstream=app uri=$request_uri authorization=$http_authorization\\n";',
    ]),
  ]),
  ...block('server', [
    `listen ${JUDGE};`,
    'server_name judge;',
    ...open(),
    ...block('if ($http_x_verdict = yes)', ['return 204;']),
    ...block('if ($http_x_verdict = forbid)', ['return 403;']),
    ...block('if ($http_x_verdict = lost)', ['return 404;']),
    ...block('if ($http_x_verdict = away)', ['return 302 /login;']),
    ...block('location /', [
      `add_header WWW-Authenticate 'Verdict realm="judge"' always;`,
      'add_header X-User judged;',
      'if ($cookie_s = ok) { return 200; }',
      'return 401;',
    ]),
  ]),
];

/** Takes back whatever the `http` block says of guards. */
function open(): Lines {
  return [
    'auth_basic off;',
    'auth_request off;',
    'allow all;',
    'satisfy all;',
    'error_page 599 /none;',
    'absolute_redirect on;',
    'port_in_redirect on;',
  ];
}

/** The files that all sites share. */
export function batchWorkspace(conf: string): Workspace {
  return new Map([
    [`${SITE}/nginx.conf`, conf],
    ...SHARED_FILES.map(([name, text]) => [`${SITE}/${name}`, text] as const),
  ]);
}

const SHARED_FILES: readonly (readonly [name: string, text: string])[] = [
  ['users', 'maria:{PLAIN}open-sesame\n'],
  ['staff', 'jonas:{SHA}87u9ZqY9S/F0eUBXjsPQEDUw4h0=\n'],
  ['b.users', 'maria:{PLAIN}open-sesame\njonas:{PLAIN}hunter2\n'],
  ...[
    'index.html',
    'missing.html',
    'a/index.html',
    'a/x.php',
    'a/img.png',
    'a/b/index.html',
    'a/sub/home.html',
    'b/file.txt',
    'b/index.html',
    'app/index.html',
    'a.html',
    'x.html',
    'to/index.html',
  ].map((name) => [`html/${name}`, `${name}\n`] as const),
  ...['index.html', 'home.html', 'a/home.html', 'b/file.txt', '1.html'].map(
    (name) => [`alt/${name}`, `${name}\n`] as const,
  ),
];
