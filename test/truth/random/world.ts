// What lies around the random sites: tables, the application behind them, the service that judges, and files.
import { APP, block, INNER, JUDGE, type Lines } from './grammar';

/** Tables and upstreams that all sites use. */
export const PREAMBLE: Lines = [
  ...block('map $uri $realm_by_path', ['default "mapped";', '~^/a/ off;', '~*php "map $uri";', '/b/ "";']),
  ...block('geo $realm_by_address', ['default "geo";', '127.0.0.2 off;', '127.0.0.4/30 "near";']),
  ...block('map "$request_method $cookie_s" $realm_by_member', [
    '"GET ok" off;',
    '"~^(?<verb>[A-Z]+) no$" "no $verb";',
    '~*^head off;',
    'default $realm_by_path;',
  ]),
  ...block('map $judged $realm_by_judge', ['judged off;', '"" "nobody";', 'default "$judged?";']),
  ...block('map "$arg_a:$cookie_s" $by_pair', [
    'default 0;',
    '~^1: 1;',
    '"x:ok" 2;',
    '~*^X:(?<second>.+)$ $second;',
  ]),
  ...block('map $host $by_host', [
    'hostnames;',
    'default none;',
    '.example.test ours;',
    'www.* www;',
    'second.example.test off;',
  ]),
  ...block('upstream pool', [`server ${APP};`, 'keepalive 4;']),
];

/** The application and the service that auth_request asks; they let everyone in and say what they were sent. */
export const APPLICATIONS: Lines = [
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
    ...block('location ~ /jump/file', ['add_header X-Accel-Redirect /b/file.txt;', 'return 200;']),
    ...block('location ~ /jump/named', ['add_header X-Accel-Redirect @one;', 'return 200;']),
    ...block('location ~ /jump/none', ['add_header X-Accel-Redirect /none?a=1;', 'return 200;']),
    ...block('location ~ "^/never/(?<rest>.)(?<sub>.)(?<label>.)"', ['return 404;']),
    ...block('location /', [
      'return 200 "upstream=app uri=$request_uri authorization=$http_authorization\\n";',
    ]),
  ]),
  ...block('server', [
    `listen ${INNER};`,
    'server_name inner-a;',
    ...open(),
    ...block('location /', [
      'return 200 "upstream=inner uri=$request_uri authorization=$http_authorization\\n";',
    ]),
    ...block('location /to/', [`proxy_pass http://${APP};`]),
  ]),
  ...block('server', [
    `listen ${INNER};`,
    'server_name inner-b a.example.test;',
    ...open(),
    ...block('location /', [
      'auth_basic "inner";',
      'auth_basic_user_file users;',
      'proxy_pass_request_headers on;',
      `proxy_pass http://${APP};`,
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
    'server_name_in_redirect off;',
    'client_max_body_size 1m;',
  ];
}

/** The files that all sites share. */
export const SHARED_FILES: readonly (readonly [name: string, text: string])[] = [
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
