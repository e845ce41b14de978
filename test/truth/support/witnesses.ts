// Puts the witnesses of findings to the real nginx.
import type { Finding, Request } from '../../../server/src/core';
import { observe, questionFor, unmet } from './observe';
import { openSite, type SiteOptions } from './site';
import type { Setup, Workspace } from './workspace';

/** What the witnesses promise and nginx does not keep, a line each. nginx is started only if there are any. */
export async function replayWitnesses(
  workspace: Workspace,
  entry: string,
  findings: readonly Finding[],
  setup: Setup = {},
): Promise<readonly string[]> {
  const shown = findings.flatMap(({ rule, witness }) => (witness === null ? [] : [{ rule, witness }]));
  if (shown.length === 0) return [];
  const options = { setup, ...surroundings(shown.map(({ witness }) => witness.request)) };
  const site = await openSite(workspace, entry, options);
  try {
    const problems: string[] = [];
    for (const { rule, witness } of shown) {
      const { method, host, target } = witness.request;
      const observed = observe(await site.ask(questionFor(witness.request)));
      for (const problem of unmet(observed, witness.expect)) {
        problems.push(`${rule}: ${method} ${host ?? ''}${target}: ${problem}`);
      }
    }
    return problems;
  } finally {
    await site.close();
  }
}

/** What has to be on the machine for these requests to get what they ask for: their users and their files. */
export function surroundings(requests: readonly Request[]): Pick<SiteOptions, 'users' | 'served'> {
  const users = new Set<string>();
  for (const { headers, credentials } of requests) {
    for (const [name, value] of headers) {
      const basic = name.toLowerCase() === 'authorization' ? /^basic +(\S+)/i.exec(value)?.[1] : undefined;
      if (basic === undefined || credentials === 'invalid') continue;
      const [user = '', ...password] = Buffer.from(basic, 'base64').toString('utf8').split(':');
      users.add(`${user}:{PLAIN}${password.join(':')}`);
    }
  }
  return { users: [...users], served: requests.map(({ target }) => pathOf(target)) };
}

/** The decoded path of a target; one that cannot be decoded names no file. */
function pathOf(target: string): string {
  const path = target.split(/[?#]/)[0] ?? '/';
  try {
    return decodeURIComponent(path);
  } catch {
    return '/';
  }
}
