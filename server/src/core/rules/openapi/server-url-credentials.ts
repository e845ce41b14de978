// openapi/server-url-credentials: a server's URL holds a name or password, which clients refuse or drop.
import { idOf, placeOf } from '../../kinds/openapi/part';
import { fix, openapiRule } from '../openapi-rule';

/** Nothing before the `@` is no name: `https://@api.host@/` is filled in by a build. */
const USERINFO = /^(\s*(?:[a-z][a-z0-9+.-]*:|\{[^{}]*\}:)?\/\/)[^/?#@]+@/i;

export const rule = openapiRule({
  id: 'openapi/server-url-credentials',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'The URL of a server holds credentials, which clients refuse or drop.',
  *check({ contract, change }) {
    // 2.0 writes no URL: its host can hold none.
    if (contract.version.family === '2.0') return;
    const seen = new Set<string>();
    for (const { servers } of [{ servers: contract.servers }, ...contract.operations]) {
      for (const { url, written } of servers) {
        if (url === null || seen.has(idOf(url)) || !USERINFO.test(written)) continue;
        seen.add(idOf(url));
        const clean = written.replace(USERINFO, '$1');
        yield {
          at: placeOf(url),
          message: `The server's URL holds credentials, which fetch refuses and other clients drop: write "${clean}", and declare a scheme of type http for them.`,
          fixes: fix(`Write "${clean}"`, 'review', change.replaceText(url, clean)),
        };
      }
    }
  },
});
