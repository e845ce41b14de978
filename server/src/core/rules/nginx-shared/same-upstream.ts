// Whether two locations lead to the same upstream.
import { arg } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import type { Scope } from '../../kinds/nginx/config/scopes';

/** What a block passes requests to, without the path: `proxy_pass http://app`; `null` where it passes none on. */
export function upstreamKey(scope: Scope): string | null {
  const pass = passOf(scope);
  if (pass === null) return null;
  const origin = /^(?:[a-z]+:\/\/)?[^/]+/i.exec(arg(pass, 0))?.[0] ?? arg(pass, 0);
  return `${pass.name} ${arg(pass, 0).startsWith('unix:') ? arg(pass, 0) : origin}`;
}
