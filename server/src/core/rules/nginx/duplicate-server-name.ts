// nginx/duplicate-server-name: of two servers with one name on one address, the second is ignored.
import { placeOfWord } from '../../kinds/nginx/config/lines';
import { sameAddress } from '../../kinds/nginx/config/listen';
import type { Server } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';
import { isGuarded } from '../nginx-shared/guarded';

export const rule = nginxRule({
  id: 'nginx/duplicate-server-name',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The first server with a name on an address answers; a second one is ignored with a warning only.',
  *check(context) {
    if (!context.complete) return;
    const seen = new Map<string, Server[]>();
    for (const server of context.servers) {
      for (const name of server.names) {
        if (name.kind !== 'exact' || name.name === '' || name.name === '_') continue;
        const before = seen.get(name.name);
        if (before === undefined) {
          seen.set(name.name, [server]);
          continue;
        }
        const first = before.find(
          (other) =>
            other !== server && server.listens.every((a) => other.listens.some((b) => sameAddress(a, b))),
        );
        before.push(server);
        const place = first?.names.find((other) => other.kind === 'exact' && other.name === name.name);
        if (first === undefined || place === undefined) continue;
        yield {
          at: placeOfWord(name.line, name.word),
          severity: isGuarded(server) && !isGuarded(first) ? 'error' : 'warning',
          message: `This server is never asked for ${name.name}: an earlier one has the name on the same address.`,
          related: [{ ...placeOfWord(place.line, place.word), message: 'answers instead' }],
          unnecessary: true,
        };
      }
    }
  },
});
