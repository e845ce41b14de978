// Tells nginx configuration from other files, by their names and a look at their texts.
import { baseName } from '../../text/path';
import type { FileId } from '../../text/span';
import type { KindSign } from '../kind';

export const nginxSign: KindSign = {
  id: 'nginx',
  part: 'nginx',
  // A configuration of more than 5 MB was not written by anyone.
  reading: { namesTell: true, maxBytes: 5 * 1024 * 1024, maxFiles: 2000 },
  mayBe: mayBeNginx,
  recognises: (file, text) => isNginx(file, String(text)),
};

/** nginx configuration inside of YAML files. */
export const nginxInYamlSign: KindSign = {
  id: 'nginx',
  part: 'nginx-in-yaml',
  reading: { namesTell: false, maxBytes: 5 * 1024 * 1024, maxFiles: 2000 },
  mayBe: mayHoldSnippets,
  recognises: (_file, text) => looksLikeSnippets(String(text)),
};

const NAME = /(^|[._-])nginx([._-]|$)|\.nginx(conf)?$|\.vhost$/i;
const CONF =
  /\.conf(\.(template|tmpl|tpl|j2|erb|ctmpl|inc|sample|example|dist|disabled|bak|save))?$|\.(vhost|nginxconf)$/i;
const FOLDER =
  /(^|\/)(nginx|openresty|conf\.d|sites-(available|enabled)|(http|stream|modules)-(available|enabled)|snippets|vhost\.d|vhosts?|servers|custom|h5bp|locations?\.d|templates)\/[^/]+$/i;
const FOLDER_DEEP = /(^|\/)(nginx|openresty)\//i;
const NOT_NGINX =
  /\.(md|txt|json|ya?ml|xml|html?|php|[cm]?[jt]sx?|css|scss|less|vue|sh|py|rb|lua|crt|pem|key|sql|png|svg|gz|zip)$/i;

/** Templates, of pages mostly: one of a configuration says so in its name. */
const OF_PAGES = /^(?!.*(?:nginx|conf)).*\.(ejs|hbs|handlebars|mustache|pug|njk|liquid|twig)$/i;

/** Whether a file may be an nginx configuration, by its name and folder alone. */
function mayBeNginx(file: FileId): boolean {
  if (NOT_NGINX.test(file)) return false;
  const name = baseName(file);
  if (OF_PAGES.test(name)) return false;
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

/** The tag that a page starts with, a template of one too; scripts in it have words and endings that nginx has. */
const PAGE = /^\s*<[a-z!/]/i;

/** Whether a text is an nginx configuration: some of its directives end as nginx's do and have telling names. */
export function isNginx(file: FileId, text: string): boolean {
  if (text.length > 0 && FOREIGN.test(text.slice(0, 4000)) && !/[{;]\s*$/m.test(text.slice(0, 4000)))
    return false;
  if (PAGE.test(text) && baseName(file) !== 'nginx.conf') return false;
  const sample = text.slice(0, 20_000);
  const words = sample.matchAll(/^[ \t]*([a-z_]+)(?=[\s;{])[^\n#]*?[;{]/gm);
  for (const [, word] of words) if (word !== undefined && TELLING.has(word)) return true;
  return baseName(file) === 'nginx.conf';
}

/** Whether a file may hold snippets, by its name alone. */
function mayHoldSnippets(file: FileId): boolean {
  return /\.ya?ml(\.(tpl|tmpl|j2|gotmpl))?$/i.test(file);
}

/** Keys that could hold nginx configuration. */
const ANY_KEY =
  /(?:^|[\s"'/])(?:(?:main|http|server|configuration|location|auth)-?snippets?|serverBlock|[\w.-]+\.conf(?:\.(?:template|tmpl|tpl))?|content)["']?:[ \t]+\|/i;

/** Whether a YAML text may hold snippets: a look for their keys, without parsing it. */
export function looksLikeSnippets(text: string): boolean {
  return ANY_KEY.test(text);
}
