// Random sites, many to one configuration, and the requests that are put to each.
import { SITE, type Workspace } from '../support/workspace';
import {
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
  ownGuards,
  rewrites,
  SNIPPETS,
} from './grammar';
import { moduleSettings, smallHandler } from './modules';
import type { Pick } from './pick';
import { makeRequest, type RandomRequest } from './requests';
import { APPLICATIONS, PREAMBLE, SHARED_FILES } from './world';

/** One random site: its servers on one port. */
export type RandomSite = { readonly port: number; readonly servers: Lines };

export type Batch = {
  /** Settings of the `http` block that all sites share. */
  readonly http: Lines;
  readonly sites: readonly RandomSite[];
  readonly requests: readonly RandomRequest[];
  /** Files with guards that are included here and there. */
  readonly snippets: readonly Lines[];
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
    snippets: Array.from({ length: SNIPPETS }, () => ownGuards(pick)),
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
    ...(pick.chance(10) ? realAddress(pick) : []),
    ...(pick.chance(8) ? ['underscores_in_headers on;'] : []),
    ...guards(pick),
    ...headers(pick),
    ...errors(pick),
    ...moduleSettings(pick, 'server'),
    ...rewrites(pick, 'server'),
    ...locations(pick),
    ...block('location @one', inside(pick, 'named')),
    ...block('location @two', ['auth_basic off;', ...content(pick, 'named')]),
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
      `return ${pick.of(['200', '204', '401', '401 "text"', '403', '404', '302 /a', '500', '444'])};`,
    ]),
  ]);
}

function realAddress(pick: Pick): Lines {
  return [
    `set_real_ip_from ${pick.of(['127.0.0.0/8', '127.0.0.2', '10.0.0.0/8'])};`,
    'set_real_ip_from 10.9.0.0/16;',
    `real_ip_header ${pick.of(['X-Forwarded-For', 'X-Real-IP', 'X-Forwarded-For'])};`,
    ...(pick.chance(50) ? ['real_ip_recursive on;'] : []),
  ];
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
      ...inside(pick, 'regex'),
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
    ...inside(pick, kind),
    ...nested,
  ]);
}

function nestedLocations(pick: Pick, path: string): Lines {
  if (!pick.chance(18)) return [];
  const inner = `${path.replace(/\/$/, '')}/b/`;
  return [
    ...nestedRegex(pick),
    ...(pick.chance(50) ? block(`location ${inner}`, inside(pick, 'nested')) : []),
    ...(pick.chance(30) ? block(`location = ${inner}c`, inside(pick, 'exact')) : []),
  ];
}

function nestedRegex(pick: Pick): Lines {
  return pick.chance(12)
    ? block(`location ~ "${pick.of(['\\.php$', 'b', '\\.html$'])}"`, inside(pick, 'regex'))
    : [];
}

function inside(pick: Pick, kind: Block): Lines {
  const small = kind === 'named' ? [] : smallHandler(pick);
  const handler = small.length > 0 ? small : content(pick, kind);
  const isAlias = handler.some((line) => line.startsWith('alias'));
  return [
    ...(pick.chance(5) && kind !== 'named' ? ['internal;'] : []),
    ...guards(pick),
    ...headers(pick),
    ...errors(pick),
    ...moduleSettings(pick, kind),
    ...rewrites(pick, kind),
    ...files(pick, kind).filter((line) => !isAlias || !line.startsWith('root')),
    ...handler,
    ...limits(pick),
  ];
}

/** The configuration of a batch, or of some of its sites. */
export function renderBatch(http: Lines, sites: readonly RandomSite[]): string {
  return [
    'events { worker_connections 512; }',
    ...block('http', [...PREAMBLE, ...http, ...sites.flatMap((site) => site.servers), ...APPLICATIONS]),
    '',
  ].join('\n');
}

/** The files of a batch with this configuration, which may be a part of its own. */
export function batchWorkspace(conf: string, snippets: readonly Lines[]): Workspace {
  return new Map([
    [`${SITE}/nginx.conf`, conf],
    ...snippets.map((lines, i) => [`${SITE}/snippets/${i}.conf`, lines.join('\n')] as const),
    ...SHARED_FILES.map(([name, text]) => [`${SITE}/${name}`, text] as const),
  ]);
}
