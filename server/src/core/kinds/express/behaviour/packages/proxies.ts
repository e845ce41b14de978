// Proxies: express-http-proxy 1 and 2, http-proxy-middleware 0.2 to 3. What another server answers is not known.
import { type Behaviour, NEXT } from '../behaviour';
import { constant, type Datum, isNothing, textOf } from '../datum';
import type { Exchange } from '../exchange';
import { pathOf } from '../exchange-state';
import { optionOf, severalOf } from '../options';
import { lost, majorOf, type PackageCall, packaged } from './package';

/** `proxy(host, { filter, skipToNextHandlerFilter })`, and `createProxyMiddleware` with paths that it is for. */
export function proxy(call: PackageCall): Behaviour {
  const reason = 'what another server answers is not known';
  const act = (exchange: Exchange) => (isPassedOver(call, exchange) ? NEXT : lost(reason, call.at));
  return packaged(call, 'proxy', act, { kind: 'unknown', reason, at: call.at });
}

/** Whether a request is surely for the functions behind, by the paths that the proxy is for (path-filter.js). */
function isPassedOver(call: PackageCall, exchange: Exchange): boolean {
  const filter = call.package === 'express-http-proxy' ? null : filterOf(call);
  const paths = severalOf(filter)?.map(textOf) ?? [null];
  // Before version 3 it is the whole path, wherever the proxy is mounted.
  const isWhole = (majorOf(call.version) ?? 3) < 3;
  const path = isWhole ? pathOf(exchange.originalUrl) : exchange.path;
  return paths.every((one) => one !== null && !/[*?{}[\]!()]/.test(one) && !path.startsWith(one));
}

/** The paths: an option in version 3, the first argument before; that may be a URL with the path (config-factory.js). */
function filterOf({ args }: PackageCall): Datum | null {
  const [first, second] = args;
  const text = textOf(first);
  if (text !== null) return constant(text.replace(/^\w+:\/\/[^/]*$/, '/').replace(/^\w+:\/\/[^/]*/, ''));
  if (first?.kind === 'list' || first?.kind === 'function' || second !== undefined) return first ?? null;
  const option = optionOf(first, 'pathFilter');
  return option !== null && isNothing(option) ? constant('/') : option;
}
