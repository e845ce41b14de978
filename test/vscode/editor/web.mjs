// A VS Code window without a server, as vscode.dev is: static files only, so that extensions can run in the web worker host alone.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.mjs';
import { serveDisk } from './disk.mjs';
import { quietSettings, vscodeRoot } from './server.mjs';
import { watchSuite } from './suite.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

const CONTENT_TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** Runs `tests` (one bundled file) on a folder, in the web worker extension host. */
export async function runWebSuite({ extension, tests, workspace, settings = {}, picture }) {
  const web = await startWeb({ extension, tests, workspace, settings });
  const { browser, page } = await openBrowser();
  try {
    return await watchSuite(page, web.url, picture);
  } finally {
    await browser.close().catch(() => {});
    await web.stop();
  }
}

/** Serves the window at `url`: the folder `extension` under development, and the folder `workspace` as `disk:/workspace`. */
export async function startWeb({ extension, tests, workspace, settings = {} }) {
  const workbench = await serverlessWorkbench();
  const mounts = {
    '/vscode/': vscodeRoot,
    // The window runs a suite only from inside the extension that is under development: the first mount that fits wins.
    ...(tests && { '/ext/suite/': path.dirname(tests) }),
    '/ext/': extension,
    '/webfs/': path.join(here, 'webfs'),
  };
  const server = createServer(async (request, response) => {
    try {
      const url = new URL(request.url, 'http://127.0.0.1');
      const pathname = decodeURIComponent(url.pathname);
      if (pathname === '/') {
        response.setHeader('Content-Type', 'text/html');
        response.end(page(configuration({ server, tests, settings })));
      } else if (pathname === '/disk/workspace' || pathname.startsWith('/disk/workspace/')) {
        await serveDisk(
          workspace,
          pathname.slice('/disk/workspace'.length),
          url.searchParams,
          request,
          response,
        );
      } else if (pathname.endsWith('/workbench/workbench.js')) {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(workbench);
      } else {
        await serveFile(mounts, pathname, response);
      }
    } catch (error) {
      response.statusCode = ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(error.code) ? 404 : 500;
      response.end(String(error));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}/`, stop };
}

async function serveFile(mounts, pathname, response) {
  const mount = Object.keys(mounts).find((prefix) => `${pathname}/`.startsWith(prefix));
  const file = mount && path.join(mounts[mount], pathname.slice(mount.length));
  if (!file || path.relative(mounts[mount], file).startsWith('..')) {
    response.statusCode = 404;
    response.end();
    return;
  }
  response.setHeader('Content-Type', CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream');
  // The npm package lacks the web builds of the built-in extensions, and translations are not needed.
  if (/^\/vscode\/extensions\/.*\/browser\/.*\.js$/.test(pathname) && !existsSync(file)) {
    response.end('exports.activate = () => {};');
  } else if (pathname.endsWith('/package.nls.json') && !existsSync(file)) {
    response.end('{}');
  } else {
    response.end(await readFile(file));
  }
}

/**
 * code-server builds its client for a window that always has a server. Two of its changes are undone as the file is served:
 * the page's host as the remote authority, and the user's data on the server's disk instead of in the browser.
 */
async function serverlessWorkbench() {
  let script = await readFile(path.join(vscodeRoot, 'out/vs/code/browser/workbench/workbench.js'), 'utf8');
  const undo = (pattern, replacement) => {
    if (script.match(new RegExp(pattern, 'g'))?.length !== 1) {
      throw new Error(`code-server's client has changed: ${pattern} is not there once`);
    }
    script = script.replace(pattern, replacement);
  };
  undo(/,remoteAuthority:location\.host\}/, '}');
  undo(
    /(get userRoamingDataHome\(\)\{return )\w+\((\w+)\.file\(this\.userDataPath\)\.with\(\{scheme:(\w+)\.vscodeRemote\}\),"User"\)/,
    '$1$2.file("/User").with({scheme:$3.vscodeUserData})',
  );
  return script;
}

function configuration({ server, tests, settings }) {
  const at = (pathname) => ({
    $mid: 1,
    scheme: 'http',
    authority: `127.0.0.1:${server.address().port}`,
    path: pathname,
  });
  return {
    folderUri: { $mid: 1, scheme: 'disk', path: '/workspace' },
    additionalBuiltinExtensions: [at('/webfs')],
    developmentOptions: {
      logLevel: 3,
      extensions: [at('/ext')],
      ...(tests && { extensionTestsPath: at(`/ext/suite/${path.basename(tests)}`) }),
    },
    configurationDefaults: { ...quietSettings, ...settings },
    enableWorkspaceTrust: false,
    // What code-server's client asks of its page.
    webviewEndpoint: '/vscode/out/vs/workbench/contrib/webview/browser/pre',
    isEnabledFileDownloads: false,
    isEnabledFileUploads: false,
    isEnabledCoderGettingStarted: false,
    productConfiguration: {
      enableTelemetry: false,
      extensionEnabledApiProposals: { 'test.webfs': ['fileSearchProvider'] },
    },
  };
}

function page(settings) {
  const attribute = JSON.stringify(settings).replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  return `<!DOCTYPE html><html><head><meta charset="utf-8"/>
<meta id="vscode-workbench-web-configuration" data-settings="${attribute}">
<meta id="vscode-workbench-web-base-url" data-settings="/vscode">
<link rel="icon" href="data:,"/>
<link rel="stylesheet" href="/vscode/out/vs/code/browser/workbench/workbench.css">
</head><body aria-label=""></body>
<script>globalThis._VSCODE_FILE_ROOT = new URL('/vscode/out/', location.href).href;</script>
<script src="/vscode/out/nls.messages.js"></script>
<script type="module" src="/vscode/out/vs/code/browser/workbench/workbench.js"></script></html>`;
}
