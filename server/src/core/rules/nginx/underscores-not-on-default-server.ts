// nginx/underscores-not-on-default-server: the setting is read from the default server until Host has been seen.

import { flag } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isServer, ownLine } from '../../kinds/nginx/config/scopes';
import { defaultServer } from '../../kinds/nginx/config/select-server';
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/underscores-not-on-default-server',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'info',
  summary:
    'underscores_in_headers of a server that is not the default of its address holds only for headers behind Host.',
  needs: ['underscores_in_headers'],
  *check(context) {
    if (!context.complete) return;
    for (const { line, scope } of context.linesNamed('underscores_in_headers')) {
      if (!isServer(scope) || arg(line, 0) !== 'on') continue;
      const server = scope;
      const others = server.listens
        .filter((listen) => !listen.ssl)
        .map((listen) => defaultServer(context.configuration, listen))
        .filter(
          (other) =>
            other !== null && other !== server && flag(other, 'underscores_in_headers', false) === false,
        );
      const [other] = others;
      if (other === undefined || other === null) continue;
      const name = ownLine(other, 'server_name');
      yield {
        at: nameOf(line),
        message:
          'Only headers that come after Host keep their underscores: the default server of this address says off. Set it in the http block.',
        related: name === null ? [] : [{ ...nameOf(name), message: 'the default server of the address' }],
      };
    }
  },
});
