// Random settings of one block: who is let in, what is answered, what is passed on.
import type { Pick } from './pick';

/** The block that settings are for. */
export type Block = 'server' | 'prefix' | 'exact' | 'regex' | 'named' | 'nested';

/** Where the applications of every batch listen. */
export const APP = '127.0.0.1:19001';
export const JUDGE = '127.0.0.1:19002';
/** Two servers behind, of which only the second one, by its name, asks for a password. */
export const INNER = '127.0.0.1:19003';

export type Lines = readonly string[];

/** Indents lines, one step a block. */
export function block(head: string, lines: Lines): Lines {
  return [`${head} {`, ...lines.map((line) => `    ${line}`), '}'];
}

const some = (pick: Pick, percent: number, make: () => string | Lines): Lines => {
  if (!pick.chance(percent)) return [];
  const made = make();
  return typeof made === 'string' ? [made] : made;
};

/** How many files with guards there are to be included. */
export const SNIPPETS = 4;

/** Guards: passwords, addresses, sub-requests and how they go together, or a file of them. */
export function guards(pick: Pick): Lines {
  return pick.chance(8) ? [`include snippets/${pick.of([0, 1, 2, 3])}.conf;`] : ownGuards(pick);
}

export function ownGuards(pick: Pick): Lines {
  return [
    ...some(
      pick,
      35,
      () =>
        `auth_basic ${pick.of(['"one"', '"two"', 'off', '$realm_by_path', '$realm_by_address', '$realm_by_member', '"for $arg_a"', '"rest $rest"', '"$sub"', '""', '$realm_by_judge', '$by_host', '"${judged}x"'])};`,
    ),
    ...some(
      pick,
      30,
      () =>
        `auth_basic_user_file ${pick.of(['users', 'users', 'users', 'staff', 'nowhere', '$arg_file.users'])};`,
    ),
    ...some(pick, 20, () => addressRules(pick)),
    ...some(pick, 20, () => `satisfy ${pick.of(['any', 'any', 'all'])};`),
    ...some(
      pick,
      18,
      () =>
        `auth_request ${pick.of(['/auth', '/auth', '/auth-plain', '/auth-code', '/nobody', '/app/401', 'off'])};`,
    ),
    ...some(pick, 8, () => 'auth_request_set $judged $upstream_http_x_user;'),
  ];
}

function addressRules(pick: Pick): Lines {
  const rule = () =>
    `${pick.of(['allow', 'deny'])} ${pick.of(['127.0.0.1', '127.0.0.2', '127.0.0.0/30', '10.0.0.0/8', '127.0.0.4/32', 'all', 'all'])};`;
  return pick.several(1, 3, rule);
}

/** Headers that are added, sent on and hidden, and how addresses are shown. */
export function headers(pick: Pick): Lines {
  return [
    ...some(
      pick,
      12,
      () =>
        `add_header WWW-Authenticate 'Bearer realm="${pick.of(['added', '$uri', '$host'])}"'${pick.of(['', ' always'])};`,
    ),
    ...some(pick, 8, () => 'add_header X-Frame-Options DENY;'),
    ...some(
      pick,
      12,
      () =>
        `proxy_set_header ${pick.of(['Authorization ""', 'Authorization "Bearer given"', 'Authorization $http_x_token', 'Authorization "User $remote_user $judged"', 'Host $host', 'Host inner-b', 'X-Forwarded-For $remote_addr', 'Authorization: "Bearer odd"', 'Authorization:X $v', 'X-Key $cookie_s', 'Cookie "s=ok; $http_cookie"', '"X-A B" 1', 'x_under $arg_a'])};`,
    ),
    ...some(pick, 6, () => `proxy_hide_header ${pick.of(['WWW-Authenticate', 'X-Other'])};`),
    ...some(pick, 4, () => 'proxy_pass_request_headers off;'),
    ...some(pick, 6, () => `absolute_redirect ${pick.of(['on', 'off'])};`),
    ...some(pick, 4, () => 'port_in_redirect off;'),
    ...some(pick, 3, () => 'server_name_in_redirect on;'),
    ...some(pick, 4, () => `secure_link ${pick.of(['$arg_h', '$arg_h', '$arg_h,$arg_e', '$cookie_s'])};`),
    ...some(pick, 4, () => `secure_link_md5 ${pick.of(['"$uri k"', 'k', '"$arg_e$uri"'])};`),
    ...some(pick, 4, () => `client_max_body_size ${pick.of(['2', '0', '1m'])};`),
    ...some(
      pick,
      6,
      () =>
        `proxy_redirect ${pick.of([`http://${APP}/ /moved/`, '~^https?://[^/]+/(.*)$ /by-regex/$1', 'off', '/ /up/'])};`,
    ),
  ];
}

/** Error pages and what they may cover. */
export function errors(pick: Pick): Lines {
  const page = () => {
    const statuses = pick.of([
      '401',
      '403',
      '404',
      '401 403',
      '404 405',
      '500 502',
      '418',
      '302',
      '401 404 500',
    ]);
    const answer = pick.of(['', '', '', '=', '=200', '=401', '=404', '=302', '=500']);
    const to = pick.of([
      '/missing.html',
      '/a/error',
      '/b/',
      '/nothing',
      '@one',
      '@two',
      '@one',
      '@nobody',
      'https://id.example.test/?$uri',
      '/code/403',
      '/app/401',
      '$arg_a',
      '/a/$arg_a',
      '/app/x?from=$uri&judged=$judged',
      '/b/$http_x_key/file.txt',
      '/a/../b/file.txt',
      'http://id.example.test',
      '/$by_host',
      '/code/$status',
      '/app/$status?$uri',
      'https://id.example.test/$status',
    ]);
    return `error_page ${statuses} ${answer}${answer === '' ? '' : ' '}${to};`;
  };
  return [
    ...(pick.chance(28) ? pick.several(1, 2, page) : []),
    ...some(pick, 12, () => `recursive_error_pages ${pick.of(['on', 'on', 'off'])};`),
    ...some(pick, 12, () => 'proxy_intercept_errors on;'),
  ];
}

const CONDITIONS = [
  '$request_method = POST',
  '$request_method !~ ^(GET|HEAD)$',
  '$arg_a',
  '$arg_a = 1',
  '$arg_a != 1',
  '$http_x_key = k',
  '$http_x_key !~* ^K$',
  '$uri ~ ^/a/(.*)$',
  '$uri ~* \\.PHP$',
  '$host ~ ^(?<label>\\w+)\\.',
  '$http_authorization = ""',
  '$cookie_s = ok',
  '-f $request_filename',
  '!-e $request_filename',
  '-d $request_filename',
  '$v = x',
  '$remote_user = maria',
  '$judged',
  '$judged = judged',
  '$secure_link = ""',
  '$secure_link',
  '$by_pair = 2',
  '$by_pair',
  '$by_host = ours',
  '$request_uri ~ ^/a%',
  '$args ~ "a=(?<word>\\w)"',
  '$http_cookie ~* "s=(ok|no)"',
  '$is_args = ""',
  '$content_length = 3',
] as const;

const REWRITES = [
  '^/a/(.*)$ /b/$1',
  '^/b/(\\w+)$ /a/$1?from=b',
  '^/app/(.*)$ /a/$1?',
  '^(.*)\\.php$ $1.html',
  '^/old/(.*)$ /code/$1',
  '^/(.*)$ /app/$1',
  '/x /a/',
  '^ /index.html',
  '^/a$ https://other.example.test/$arg_a',
  '(?i)^/ADMIN /b/',
  '^/a/(.+)$ /b/$1/../x',
  '^/(\\w+)/(\\w+)$ /$2/$1?x=$1&y',
  '^/app(/.*)$ /code$1?',
  '"^/a/(.{2,})$" /app/$1',
  '^/b/(.*)$ "/a/$1 $judged"',
  '^/admin(?<tail>.*)$ /app$tail',
  '^/a/ /a/%41',
  '^ $uri',
  '^ //b//file.txt',
  '^/(.*)$ /b/$1?x=$arg_a?y=$1',
  '^/b/ /a/?$arg_a',
] as const;

function rewriteLine(pick: Pick): string {
  return `rewrite ${pick.of(REWRITES)}${pick.of(['', ' last', ' break', ' redirect', ' permanent'])};`;
}

function returnLine(pick: Pick): string {
  return `return ${pick.of([
    '200',
    '200 "text"',
    '204',
    '301 /a/',
    '302 /b/?from=$uri',
    '302 https://id.example.test$request_uri',
    '400',
    '401',
    '401 "text"',
    '401 ""',
    '403',
    '404',
    '410 "gone"',
    '444',
    '500',
    '503',
    '307 $uri',
    'https://id.example.test/',
    '418',
    '302 /login?u=$judged&h=$by_host',
    '302 //other.example.test$uri',
    '301 $request_uri',
    '308 https://$host/$1',
    '302 ""',
    '200 $v',
    '401 $judged',
    '402',
    '304',
    '201 "made"',
    '307 $scheme://$host/x',
  ])};`;
}

const ECHO = `proxy_pass http://${APP};`;

/** An `if`; in a server it takes fewer directives than in a location. */
function condition(pick: Pick, where: Block): Lines {
  const inLocation = where !== 'server';
  const body = [
    ...some(pick, 30, () => `set $v ${pick.of(['x', 'y', '"$v$arg_a"'])};`),
    ...some(pick, 25, () => rewriteLine(pick)),
    ...some(pick, 40, () => returnLine(pick)),
    ...some(pick, 10, () => 'break;'),
    ...(inLocation
      ? [
          ...some(pick, 15, () => `add_header WWW-Authenticate 'Bearer realm="if"' always;`),
          ...some(pick, 15, () => ECHO),
          ...some(pick, 10, () => `error_page 404 ${pick.of(['/missing.html', '= @one'])};`),
        ]
      : []),
  ];
  return block(`if (${pick.of(CONDITIONS)})`, body);
}

/** Directives of the rewrite phase, in any order. */
export function rewrites(pick: Pick, where: Block): Lines {
  if (!pick.chance(where === 'server' ? 30 : 50)) return [];
  const one = (): Lines => {
    switch (pick.of(['set', 'if', 'if', 'rewrite', 'rewrite', 'break', 'return'])) {
      case 'set':
        return [
          `set ${pick.of(['$v x', '$v $arg_a', '$v "$http_x_key"', '$v $1', '$v "$v-$rest"', '$args a=1'])};`,
        ];
      case 'if':
        return condition(pick, where);
      case 'rewrite':
        return [rewriteLine(pick)];
      case 'break':
        return pick.chance(40) ? ['break;'] : [];
      default:
        return pick.chance(where === 'server' ? 10 : 40) ? [returnLine(pick)] : [];
    }
  };
  return pick.several(1, 3, one).flat();
}

/** How files are looked for. */
export function files(pick: Pick, where: Block): Lines {
  return [
    ...some(pick, 10, () => `root ${pick.of(['html', 'alt', 'nowhere'])};`),
    ...some(
      pick,
      10,
      () =>
        `index ${pick.of(['index.html', 'home.html index.html', 'index.php /b/file.txt', '$arg_a.html index.html'])};`,
    ),
    ...some(pick, 8, () => 'autoindex on;'),
    ...some(
      pick,
      where === 'server' ? 4 : 18,
      () =>
        `try_files ${pick.of(['$uri', '$uri $uri/', '$uri/index.html', '/b/file.txt', '$uri.html $uri/', '$uri $uri/ /a/$uri /nothing/', '/$arg_a.html $uri', '/$by_host/$uri'])} ${pick.of(['=404', '=401', '=403', '/index.html', '/a/', '@one', '@two', '/app/x?q=$args', '/nothing', '@nobody'])};`,
    ),
  ];
}

/** What a location does with the requests that it lets in; nothing stands for files. */
export function content(pick: Pick, where: Block): Lines {
  if (pick.chance(45)) return [];
  const withUri = where === 'prefix' || where === 'exact' || where === 'nested';
  const uri = withUri ? pick.of(['', '', '/', '/to/', '/401', '/redirect/', '/code']) : '';
  if (pick.chance(12))
    return [
      `set $target ${APP};`,
      `proxy_pass http://$target${pick.of(['', '/fixed', '$uri', '$request_uri', '/v/$1', '/$judged$is_args$args'])};`,
    ];
  if (pick.chance(12))
    return [
      ...(pick.chance(50) ? ['proxy_set_header Host inner-b;'] : []),
      `proxy_pass http://${INNER}${pick.chance(50) ? uri : ''};`,
    ];
  if (where === 'regex' && pick.chance(12)) return [`alias ${pick.of(['html/a/$1', 'html$uri', 'alt/'])};`];
  if (where === 'prefix' && pick.chance(15)) return [`alias ${pick.of(['html/a/', 'alt/', 'html/b'])};`];
  return [`proxy_pass http://${pick.of([APP, APP, 'pool'])}${uri};`];
}

/** `limit_except` with guards of its own. */
export function limits(pick: Pick): Lines {
  return some(pick, 10, () => {
    const inner = [
      ...some(pick, 50, () => `auth_basic ${pick.of(['"limited"', 'off'])};`),
      ...some(pick, 40, () => addressRules(pick)),
      ...some(pick, 30, () => 'auth_basic_user_file users;'),
      ...some(pick, 15, () => ECHO),
    ];
    return block(
      `limit_except ${pick.of(['GET', 'GET POST', 'POST', 'OPTIONS', 'get PROPFIND', 'DELETE PUT'])}`,
      inner,
    );
  });
}
