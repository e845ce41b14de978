// vhost 3: what answers to one host, an app or another handler (index.js).
import { exec } from '../../../../regex';
import type { Ending } from '../behaviour';
import { NEXT } from '../behaviour';
import { type Datum, textOf, UNDEFINED, unknown } from '../datum';
import { callDatum } from '../run/calls';
import { compiled } from '../run/regexes';
import { runHandler } from '../written';
import { lost, type PackageReader, packaged } from './package';

/** `vhost(hostname, handle)`: where the host is another one, the request goes on. */
export const virtualHost: PackageReader = (call) => {
  const [hostname = UNDEFINED, handle = UNDEFINED] = call.args;
  const pattern = patternOf(hostname);
  const regex = pattern === null ? null : compiled({ kind: 'regex', source: pattern, flags: 'i' });
  return packaged(call, 'bystander', (exchange): Ending => {
    const host = exchange.header('host');
    if (!host) return NEXT;
    if (regex === null) return lost('which host is meant is not known', call.at);
    if (exec(regex.regex, nameOf(host)) === null) return NEXT;
    exchange.slots.set('vhost', unknown('what a host is made of is not followed', call.at, { truthy: true }));
    return runHandler(
      exchange,
      call.around.evaluator,
      (machine, args) => callDatum(machine, handle, args, UNDEFINED, call.at),
      call.at,
    );
  });
};

/** A host without its port. */
function nameOf(host: string): string {
  const port = host.indexOf(':', host.startsWith('[') ? host.indexOf(']') + 1 : 0);
  return port < 0 ? host : host.slice(0, port);
}

/** The pattern, with anchors: in a text each star stands for anything without a dot. */
function patternOf(hostname: Datum): string | null {
  const text = textOf(hostname);
  const source =
    hostname.kind === 'regex'
      ? hostname.source
      : text?.replace(/([.+?^=!:${}()|[\]/\\])/g, '\\$1').replace(/\*/g, '([^.]+)');
  if (source === undefined) return null;
  const end = /(?:^|[^\\])(?:\\\\)*\$$/.test(source) ? '' : '$';
  return `${source.startsWith('^') ? '' : '^'}${source}${end}`;
}
