// An nginx file: how it is recognised, parsed, and which block it is meant to stand in.
import { type Directive, type NginxTree, parseNginx } from '../../syntax/nginx';
import { baseName } from '../../text/path';
import type { FileId } from '../../text/span';
import type { Document } from '../kind';

/** The block that the top level of a file stands in. */
export type FileLevel = 'main' | 'http' | 'server' | 'location';

export type NginxDocument = Document & {
  readonly kind: 'nginx';
  readonly tree: NginxTree;
  readonly level: FileLevel;
};

const NAME = /(^|[._-])nginx([._-]|$)|\.nginx(conf)?$|\.vhost$/i;
const CONF =
  /\.conf(\.(template|tmpl|tpl|j2|erb|ctmpl|inc|sample|example|dist|disabled|bak|save))?$|\.(vhost|nginxconf)$/i;
const FOLDER =
  /(^|\/)(nginx|openresty|conf\.d|sites-(available|enabled)|(http|stream|modules)-(available|enabled)|snippets|vhost\.d|vhosts?|servers|custom|h5bp|locations?\.d|templates)\/[^/]+$/i;
const FOLDER_DEEP = /(^|\/)(nginx|openresty)\//i;
const NOT_NGINX =
  /\.(md|txt|json|ya?ml|xml|html?|php|js|ts|css|sh|py|rb|lua|crt|pem|key|sql|png|svg|gz|zip)$/i;

/** Whether a file may be an nginx configuration, by its name and folder alone. */
export function mayBeNginx(file: FileId): boolean {
  if (NOT_NGINX.test(file)) return false;
  const name = baseName(file);
  return (
    CONF.test(name) ||
    NAME.test(name) ||
    FOLDER.test(file) ||
    (FOLDER_DEEP.test(file) && !name.startsWith('.'))
  );
}

const TELLING = new Set(
  (
    'http events server location upstream map geo proxy_pass fastcgi_pass uwsgi_pass grpc_pass auth_basic auth_basic_user_file ' +
    'auth_request listen server_name proxy_set_header add_header try_files rewrite return include limit_except worker_processes ' +
    'error_page load_module allow deny satisfy set if proxy_redirect fastcgi_param ssl_certificate'
  ).split(' '),
);

/** The names that Apache, HAProxy and INI files would have in the same place. */
const FOREIGN = /^\s*(<\/?[A-Za-z]|\[[^\]\n]+\]\s*$|(frontend|backend|defaults|global|listen\s+\S+\s*$))/m;

/** Whether a text is an nginx configuration: some of its directives end as nginx's do and have telling names. */
export function isNginx(file: FileId, text: string): boolean {
  if (text.length > 0 && FOREIGN.test(text.slice(0, 4000)) && !/[{;]\s*$/m.test(text.slice(0, 4000)))
    return false;
  const sample = text.slice(0, 20_000);
  const words = sample.matchAll(/^[ \t]*([a-z_]+)(?=[\s;{])[^\n#]*?[;{]/gm);
  for (const [, word] of words) if (word !== undefined && TELLING.has(word)) return true;
  return baseName(file) === 'nginx.conf';
}

export function parseDocument(file: FileId, text: string): NginxDocument {
  const tree = parseNginx(text);
  return {
    kind: 'nginx',
    file,
    text,
    tree,
    level: levelOf(tree.directives),
    problems: tree.problems,
    comments: tree.comments.map((span) => ({ span, text: text.slice(span.start, span.end) })),
  };
}

const MAIN_ONLY = new Set(['http', 'events', 'worker_processes', 'load_module', 'daemon', 'stream', 'mail']);
const HTTP_ONLY = new Set([
  'server',
  'upstream',
  'map',
  'geo',
  'split_clients',
  'limit_req_zone',
  'limit_conn_zone',
]);
const SERVER_ONLY = new Set(['listen', 'server_name', 'location']);

/** The level of a file, told by the directives that can stand nowhere else. */
export function levelOf(directives: readonly Directive[]): FileLevel {
  const names = new Set(directives.map((directive) => directive.name.value));
  const has = (set: ReadonlySet<string>) => [...set].some((name) => names.has(name));
  if (has(MAIN_ONLY)) return 'main';
  if (directives.some((directive) => HTTP_ONLY.has(directive.name.value) && directive.body !== null))
    return 'http';
  return has(SERVER_ONLY) ? 'server' : 'location';
}
