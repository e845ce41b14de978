// Makes any nginx workspace runnable on this machine: free ports, stand-ins for what is not there, files below one folder.
import { expand } from '../../../server/src/core/kinds/nginx/config/includes';
import { layoutOf } from '../../../server/src/core/kinds/nginx/config/layout';
import type { Line, Lines } from '../../../server/src/core/kinds/nginx/config/lines';
import { type NginxDocument, parseDocument } from '../../../server/src/core/kinds/nginx/document';
import { walk } from '../../../server/src/core/syntax/nginx';
import { testCertificate } from './certificate';
import { type Draft, draft } from './draft';
import type { Echo } from './echo';
import { type Listeners, moveListeners, serversIn } from './listeners';
import { moduleFile, type Place } from './nginx';
import { packagedFiles } from './packaged';
import { movePaths } from './paths';
import type { PortPool } from './ports';
import { moveUpstreams, type Unanswered } from './upstreams';
import { filesOf, type Workspace } from './workspace';

export type RunnableOptions = {
  readonly unanswered: Unanswered;
  /** Lines of the files of users that are on the real machine only. */
  readonly users: readonly string[];
  /** Paths that are there in every document root that is on the real machine only. */
  readonly served: readonly string[];
};

export type Runnable = {
  readonly place: Place;
  /** All files by absolute name, to be written below `place.root`. */
  readonly files: Workspace;
  /** Folders to make, by absolute name below `place.root`. */
  readonly folders: readonly string[];
  readonly listeners: Listeners;
  readonly echoes: ReadonlyMap<number, Echo>;
  /** What had to be left out, a line each. */
  readonly notes: readonly string[];
};

/** How many ports a configuration may need: one for each address in it. */
export function portsNeeded(workspace: Workspace): number {
  let count = 8;
  for (const text of workspace.values()) count += text.match(/\b(listen|server|\w+_pass)\b/g)?.length ?? 0;
  return count;
}

/**
 * Changes a configuration so that nginx takes it here: listeners move to ports of the pool, upstream addresses to the
 * configuration's own servers or to stand-ins, absolute paths below `root`; what only the real machine has is taken
 * out, and the blocks that a fragment lacks are written around it. Line numbers stay as they are.
 */
export function makeRunnable(
  workspace: Workspace,
  entry: string,
  root: string,
  take: PortPool,
  options: RunnableOptions,
): Runnable {
  const main = parseDocument(entry, workspace.get(entry) ?? '');
  const layout = layoutOf(entry, main.level === 'main');
  const packaged = packagedFiles(includesIn([main]).map(pathOfInclude), workspace, layout);
  const all = new Map([...workspace, ...packaged]);
  const expanded = expand(main, layout, filesOf(all), (file, text) => parseDocument(file, String(text)));
  const includes = includesIn([...expanded.documents.values()]);
  const missing = packagedFiles(includes.map(pathOfInclude), all, layout);
  for (const [file, text] of missing) all.set(file, text);

  const changes = draft();
  const listeners = moveListeners(serversIn(expanded.lines), changes, take, root);
  const upstreams = moveUpstreams(expanded.lines, listeners, changes, take, {
    unanswered: options.unanswered,
    root,
  });
  const moved = movePaths(expanded.lines, includes, all, layout, main.level !== 'main', changes, root);
  const place = { root, prefix: root + layout.folder, conf: root + entry, errorLog: `${root}/error.log` };
  const context = {
    root,
    lines: expanded.lines,
    variableEcho: upstreams.variableEcho,
    tls: listeners.all.some((listener) => listener.tls),
  };
  const conf = surround(main, context, changes, take, listeners);
  const files = changes.finish(all);
  if (conf !== null) files.set(`${layout.folder}/${WRAPPER}`, conf.text);
  if (context.tls) addCertificate(files);
  for (const file of moved.userFiles) files.set(file, options.users.map((line) => `${line}\n`).join(''));
  for (const [file, text] of servedFiles(moved.roots, options.served))
    if (!files.has(file)) files.set(file, text);
  return {
    place: conf === null ? place : { ...place, conf: `${place.prefix}/${WRAPPER}` },
    files,
    folders: [...moved.folders, '/tmp'],
    listeners: conf?.listeners ?? listeners,
    echoes: upstreams.echoes,
    notes: moved.notes,
  };
}

/** The request header that names the client's address, where a configuration does not look for one itself. */
export const FROM_HEADER = 'X-Runnable-From';

function usesRealAddresses(lines: Lines): boolean {
  return lines.list.some(
    (line) => line.name.startsWith('set_real_ip') || (line.body !== null && usesRealAddresses(line.body)),
  );
}

/**
 * Files at these paths below each root. An alias cuts the start of a path off, so what is left is there, too.
 * A path that is a folder of another one is left out.
 */
function servedFiles(roots: readonly string[], paths: readonly string[]): Workspace {
  const names = paths.flatMap((path) => {
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const parts = name.split('/').filter((part) => part !== '');
    return parts.map((_, i) => `/${parts.slice(i).join('/')}`);
  });
  const files = roots.flatMap((root) => names.map((name) => root + name));
  const isFolder = (file: string) => files.some((other) => other.startsWith(`${file}/`));
  return new Map(
    files.filter((file) => !isFolder(file)).map((file) => [file, 'a file of the real machine\n']),
  );
}

/** The file that holds the blocks around a fragment. */
const WRAPPER = 'around.nginx';

function includesIn(documents: readonly NginxDocument[]): readonly Line[] {
  return documents.flatMap(({ file, tree }) =>
    [...walk(tree.directives)]
      .filter((node) => node.name.value === 'include')
      .map((node) => ({ name: 'include', args: node.args, file, node, body: null })),
  );
}

const pathOfInclude = (line: Line) => line.args[0]?.value ?? '';

function addCertificate(files: Map<string, string>): void {
  const { certificate, key } = testCertificate();
  files.set('/certificate.pem', certificate).set('/key.pem', key);
}

type Context = {
  readonly root: string;
  readonly lines: Lines;
  readonly variableEcho: number | null;
  readonly tls: boolean;
};

/** Writes the settings of the test into the main file, or a main file around a fragment. */
function surround(
  main: NginxDocument,
  context: Context,
  changes: Draft,
  take: PortPool,
  listeners: Listeners,
): { readonly text: string; readonly listeners: Listeners } | null {
  const include = `include ${context.root}${main.file};`;
  if (main.level === 'main') {
    const http = context.lines.list.find((line) => line.name === 'http');
    const hasEvents = context.lines.list.some((line) => line.name === 'events');
    changes.atStart(main.file, mainSettings(context) + (hasEvents ? '' : ' events { }'));
    if (http !== undefined) changes.intoBlock(http, httpSettings(context, http.body ?? context.lines));
    return null;
  }
  const top = `${mainSettings(context)}\nevents { }\nhttp { ${httpSettings(context, context.lines)}\n`;
  if (main.level === 'http') return { text: `${top}${include} }\n`, listeners };
  const real = take();
  const only = { address: '*', port: 80, tls: false, real, names: [] };
  const isListening = context.lines.list.some((line) => line.name === 'listen');
  const inner =
    main.level === 'server' || !needsLocation(context.lines) ? include : `location / { ${include} }`;
  if (isListening) return { text: `${top}server { ${inner} } }\n`, listeners };
  return {
    text: `${top}server { listen 127.0.0.1:${real}; ${inner} } }\n`,
    listeners: { all: [only], at: () => only, mapped: () => only, behind: () => null },
  };
}

/** Directives that a server does not take, so that the fragment is the inside of a location. */
const LOCATION_ONLY = new Set([
  'proxy_pass',
  'fastcgi_pass',
  'uwsgi_pass',
  'scgi_pass',
  'grpc_pass',
  'alias',
  'limit_except',
  'internal',
]);

function needsLocation(lines: Lines): boolean {
  return lines.list.some((line) => LOCATION_ONLY.has(line.name));
}

function mainSettings(context: Context): string {
  const { root } = context;
  const settings = [
    `daemon off`,
    `worker_processes 1`,
    `pid ${root}/nginx.pid`,
    `error_log ${root}/error.log info`,
  ];
  return [...modulesFor(context.lines).map((file) => `load_module ${file}`), ...settings]
    .map((line) => `${line};`)
    .join(' ');
}

const MODULES: readonly (readonly [directive: RegExp, modules: readonly string[]])[] = [
  [/^more_(set|clear)/, ['ngx_http_headers_more_filter_module']],
  [/_by_lua(_block|_file)?$|^lua_/, ['ndk_http_module', 'ngx_http_lua_module']],
  [/^auth_pam/, ['ngx_http_auth_pam_module']],
  [/^echo(_\w+)?$/, ['ngx_http_echo_module']],
  [/^subs_filter/, ['ngx_http_subs_filter_module']],
];

function modulesFor(lines: Lines): readonly string[] {
  const names = new Set<string>();
  const visit = (block: Lines) => {
    for (const line of block.list) {
      for (const [directive, modules] of MODULES) {
        if (directive.test(line.name)) for (const name of modules) names.add(name);
      }
      if (line.body !== null) visit(line.body);
    }
  };
  visit(lines);
  return [...names].map(moduleFile).filter((file) => file !== null);
}

function httpSettings(context: Context, http: Lines): string {
  const { root } = context;
  const own = new Set(http.list.map((line) => line.name));
  const settings = [
    'access_log off',
    'server_names_hash_bucket_size 128',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${root}/tmp/${name}`,
    ),
  ].filter((setting) => setting.startsWith('access_log') || !own.has(setting.split(' ')[0] ?? ''));
  if (context.tls)
    settings.push(`ssl_certificate ${root}/certificate.pem`, `ssl_certificate_key ${root}/key.pem`);
  if (!usesRealAddresses(context.lines)) {
    settings.push('set_real_ip_from 127.0.0.0/8', `real_ip_header ${FROM_HEADER}`);
  }
  if (context.variableEcho !== null) {
    settings.push(`map "" $runnable_echo { default 127.0.0.1:${context.variableEcho}; }`);
  }
  return settings.map((line) => (line.endsWith('}') ? line : `${line};`)).join(' ');
}
