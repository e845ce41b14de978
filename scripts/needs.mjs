// What the tests need of the machine beside Node: the real nginx with its modules, and a browser.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's packages, each with a file that tells that it is there. */
const NEEDS = [
  ['nginx-full', '/usr/sbin/nginx'],
  ['libnginx-mod-http-headers-more-filter', '/usr/lib/nginx/modules/ngx_http_headers_more_filter_module.so'],
  ['libnginx-mod-http-lua', '/usr/lib/nginx/modules/ngx_http_lua_module.so'],
  ['libnginx-mod-http-auth-pam', '/usr/lib/nginx/modules/ngx_http_auth_pam_module.so'],
  ['chromium', '/usr/bin/chromium'],
  ['fonts-dejavu-core', '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'],
];

/** Installs what is missing on Debian as root; anywhere else it says in one line what is missing, and how to get it. */
export function installMissing() {
  const missing = NEEDS.filter(([, file]) => !existsSync(file)).map(([name]) => name);
  if (missing.length === 0) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/etc/debian_version')) {
    console.log(
      `missing: ${missing.join(', ')} (on Debian: sudo apt-get install ${missing.join(' ')}); their tests will fail`,
    );
    return;
  }
  console.log(`installing ${missing.join(', ')}`);
  apt(['update', '-qq']);
  if (!apt(['install', '-y', '-qq', '--no-install-recommends', ...missing])) {
    console.log('not everything could be installed; the tests that need it will fail');
  }
}

function apt(args) {
  // RUNLEVEL=1 keeps the packages from starting their services: the tests start their own nginx.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const run = spawnSync('apt-get', args, { env, encoding: 'utf8' });
  if (run.status !== 0) console.log(`${run.stdout ?? ''}${run.stderr ?? ''}`.trimEnd());
  return run.status === 0;
}
