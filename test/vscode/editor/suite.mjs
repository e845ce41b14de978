// Runs a suite (a module that exports run()) inside the Node extension host of a real VS Code window.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from './browser.mjs';
import { remoteUri, startServer, windowUrl } from './server.mjs';

const LIMIT_MS = Number(process.env.LIMIT_MS ?? 120_000);

/** The workbench's own log comes the same way as the suite's output. */
const workbenchLog = new RegExp(
  [
    '^(Resolv|Creat(ing|ion) |Updating additional|Ignoring |Found additional|Loading dev|Timed out waiting for auth',
    'No search provider|ENOPRO: |Request to .*package.nls.json|getaddrinfo ENOTFOUND',
    '\\[(reconnection|Service Worker|AgentHost|AccountPolicy|DefaultAccount|chat-|ChatModel|uncaught exception in sharedProcess))',
  ].join('|'),
);

/**
 * Opens a window that runs a suite, and waits for VS Code to say that it ended. Answers the suite's own counts; a suite
 * that crashed, hung or printed none has failed once. `picture`: where a screenshot of a hanging window goes.
 */
export async function watchSuite(page, url, picture) {
  let end;
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  let counts = null;
  // VS Code calls these two on the page when it was started to run a suite; they must be there before it loads.
  await page.exposeFunction('codeAutomationLog', (_type, args) => {
    const text = String(args[0]);
    const match = /^(\d+) passed, (\d+) failed$/.exec(text);
    if (match) counts = { passed: Number(match[1]), failed: Number(match[2]) };
    else if (process.env.VERBOSE || !workbenchLog.test(text)) console.log(...args);
  });
  await page.exposeFunction('codeAutomationExit', (code) => end(code === 0 ? null : 'the suite failed'));
  page.on('crash', () => end('the page crashed'));
  const timer = setTimeout(() => end(`no end within ${LIMIT_MS} ms`), LIMIT_MS);
  await page.goto(url);
  const failure = await ended;
  clearTimeout(timer);
  if (failure === null && counts !== null && counts.passed > 0) return counts;
  if (counts === null) {
    console.error(failure ?? 'no test ran');
    await page.screenshot({ path: picture }).catch(() => {});
  }
  return { passed: counts?.passed ?? 0, failed: Math.max(1, counts?.failed ?? 0) };
}

/** Runs `tests` on a folder, with a packaged extension installed (`vsix`) or a folder of one under development. */
export async function runHostSuite({
  vsix = [],
  development = [],
  tests,
  workspace,
  settings = {},
  picture,
}) {
  // The window takes extensions under development, and a suite, only from a server that was started for it.
  const server = await startServer({
    vsix,
    args: ['--enable-smoke-test-driver', '--disable-workspace-trust'],
    settings: { 'extensions.webWorker': false, ...settings },
  });
  const underDevelopment = development.length > 0 ? development : [emptyExtension(server.folder)];
  const { browser, page } = await openBrowser();
  try {
    const payload = [
      ...underDevelopment.map((folder) => ['extensionDevelopmentPath', remoteUri(server.url, folder)]),
      ['extensionTestsPath', remoteUri(server.url, tests)],
      ['skipWelcome', 'true'],
    ];
    return await watchSuite(page, windowUrl(server.url, { folder: workspace, payload }), picture);
  } finally {
    await browser.close().catch(() => {});
    await server.stop();
  }
}

/** VS Code runs a suite only when some extension is under development: this one is, and does nothing. */
function emptyExtension(parent) {
  const folder = path.join(parent, 'empty-extension');
  mkdirSync(folder);
  const manifest = { name: 'empty', publisher: 'test', version: '0.0.0', engines: { vscode: '*' } };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
