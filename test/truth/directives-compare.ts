// Compares what the table says of a directive with what the installed nginx says.
import {
  allowedIn,
  argumentProblem,
  type DirectiveInfo,
  type DirectiveUse,
} from '../../server/src/core/kinds/nginx/directives';
import type { Nginx, ProbedContext } from './directives-probe';

/** More arguments than any directive counts one by one (NGX_CONF_MAX_ARGS is 8). */
const MOST = 9;

/**
 * Arguments for a line and for a second one of the same name, by their number. The first pair whose first line nginx
 * accepts tells whether it accepts the second.
 */
const PAIRS = [
  ' | ',
  `127.0.0.1 | 127.0.0.2, x | y, on | off, 1 | 2, 1k | 2k, 10s | 20s, $host | $uri, any | all,
   http://127.0.0.1 | http://127.0.0.2, GET | POST, TLSv1.2 | TLSv1.3, error | timeout, http_500 | http_502, 200 | 201, auto | 1, text/x | text/y,
   msie6 | safari, 1.1 | 1.0, 503 | 429, json | xml, epoll | poll, stop | abort, root | www-data, 64k | 32k,
   Expires | Vary, plain | login, user:rw | all:r, zone=z | zone=y, zone=z:1m | zone=y:1m, ($host) | ($uri),
   ^(.+)(.*)$ | ^(.)(.+)$`,
  `404 /x | 500 /y, 4 4k | 8 8k, $x a | $y b, x "a" | y "b", x 1 | y 2, x 1m | y 1m,
   $host zone=z:1m | $uri zone=y:1m, x keys_zone=z:1m | y keys_zone=y:1m`,
  `$x a b | $y a b, $host zone=z:1m rate=1r/s | $uri zone=y:1m rate=1r/s,
   x threads=1 max_queue=1 | y threads=1 max_queue=1`,
].map((pairs) => pairs.split(/,\s+/));

/**
 * What the table says that nginx denies, or the other way round; `null` where this nginx does not have the directive.
 * @param thorough whether to try all numbers of arguments, and not only those at the limits
 */
export function disagreements(nginx: Nginx, info: DirectiveInfo, thorough: boolean): string[] | null {
  const installed = info.uses.filter((use) => use.since === null && nginx.has(use.module));
  const here = { name: info.name, uses: installed };
  if (/^unknown directive/.test(nginx.try('main', [`${info.name};`])?.message ?? '')) return null;
  return [
    ...nginx.contexts.flatMap((context) => contextProblem(nginx, info, here, context)),
    ...installed.flatMap((use) => {
      const context = nginx.contexts.find((candidate) => use.contexts.has(candidate));
      if (context === undefined || !surely(use)) return [];
      return [
        ...argumentProblems(nginx, info, here, use, context, thorough),
        ...repetitionProblem(nginx, info.name, use, context),
      ];
    }),
  ];
}

/** Whether the table claims to know a use, and not only its name. */
function surely(use: DirectiveUse): boolean {
  return use.block !== null && !(use.min === 0 && use.max === null && use.contexts.size > 5);
}

function contextProblem(
  nginx: Nginx,
  info: DirectiveInfo,
  here: DirectiveInfo,
  context: ProbedContext,
): string[] {
  const message = nginx.try(context, [`${info.name};`])?.message ?? '';
  const allowed = !/directive is not allowed here/.test(message);
  // What other versions and modules allow is no error in the table; what this nginx allows and the table does not, is.
  if (allowed && !allowedIn(info, context)) return [`${info.name}: nginx allows it in ${context}`];
  if (!allowed && allowedIn(here, context)) return [`${info.name}: nginx does not allow it in ${context}`];
  return [];
}

function argumentProblems(
  nginx: Nginx,
  info: DirectiveInfo,
  here: DirectiveInfo,
  use: DirectiveUse,
  context: ProbedContext,
  thorough: boolean,
): string[] {
  const limits = [use.min - 1, use.min, use.max ?? MOST, (use.max ?? MOST) + 1, use.not ?? 0];
  const counts = Array.from({ length: MOST + 1 }, (_, count) => count);
  return counts
    .filter((count) => thorough || limits.includes(count))
    .flatMap((count) => {
      const message = nginx.try(context, [written(info.name, ' 1'.repeat(count), use)])?.message ?? '';
      if (/is not terminated by|has no opening/.test(message)) return [`${info.name}: ${message}`];
      const accepted = !/invalid number of arguments/.test(message);
      const said = argumentProblem(accepted ? info : here, count, context);
      return accepted === (said === null)
        ? []
        : [`${info.name} in ${context} with ${count}: ${said ?? message}`];
    });
}

function written(name: string, args: string, { block }: DirectiveUse): string {
  if (block === 'lua') return `${name}${args} { return }`;
  return block ? `${name}${args} { }` : `${name}${args};`;
}

function repetitionProblem(nginx: Nginx, name: string, use: DirectiveUse, context: ProbedContext): string[] {
  for (let count = use.min; count <= (use.max ?? 3); count++) {
    for (const pair of PAIRS[count] ?? []) {
      const lines = pair.split(' | ').map((args) => written(name, ` ${args}`, use));
      const verdict = nginx.try(context, lines);
      if (verdict?.line === 0) continue;
      const repeatable = !/is duplicate/.test(verdict?.message ?? '');
      const twice = repeatable ? 'may stand twice' : 'may not stand twice';
      return repeatable === use.repeatable ? [] : [`${name} in ${context}: ${twice} (${lines.join(' ')})`];
    }
  }
  return [];
}
