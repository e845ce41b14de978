// nginx/underscore-header-dropped: a header whose name nginx drops on arrival is what a guard goes by.
import { flag, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { sameAddress } from '../../kinds/nginx/config/listen';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, outward, type Scope } from '../../kinds/nginx/config/scopes';
import { parseUpstream, upstreamServer } from '../../kinds/nginx/engine/upstreams';
import { type NginxContext, nginxRule } from '../nginx-rule';

/** Names of headers that carry credentials, so that losing one is a 401. */
const CREDENTIAL = /auth|token|key|secret|session|user|api|sso|jwt/i;

export const rule = nginxRule({
  id: 'nginx/underscore-header-dropped',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'nginx drops request headers with an underscore or a dot in their name, unless it is told otherwise.',
  *check(context) {
    const variables = new Set<string>();
    for (const { line, scope } of context.linesNamed('proxy_set_header')) {
      const [word] = line.args;
      const name = arg(line, 0);
      if (
        word === undefined ||
        word.hole ||
        !/[_.]/.test(name) ||
        name.includes('$') ||
        !CREDENTIAL.test(name)
      )
        continue;
      if (arg(line, 1) !== '' && isDroppedBehind(context, scope, name)) {
        yield { at: placeOfWord(line, word), message: messageFor(name, ' at the server behind') };
        continue;
      }
      // Its value comes from a header of the same name, which nginx has dropped when it arrives.
      const own = `$http_${name.toLowerCase().replace(/[^a-z0-9]/g, '_')}`;
      if (arg(line, 1).toLowerCase().replace(/[{}]/g, '') !== own || accepts(scope, name)) continue;
      variables.add(own);
      yield { at: placeOfWord(line, word), message: messageFor(name) };
    }
    // The configuration itself says that the header is written so: a guard that goes by it never sees it.
    for (const { line, scope } of context.linesNamed('if')) {
      const word = line.args.find((candidate) =>
        variables.has(candidate.value.replace(/^\(/, '').toLowerCase()),
      );
      if (word === undefined || accepts(scope, '_')) continue;
      const name = word.value.replace(/^\(?\$http_/, '');
      yield { at: placeOfWord(line, word), message: messageFor(name) };
    }
  },
});

function messageFor(name: string, where = ''): string {
  // A dot is no letter of a name for nginx, whatever it is told of underscores (ngx_http_parse_header_line).
  const [sign, remedy] = name.includes('.')
    ? ['.', 'ignore_invalid_headers off']
    : ['_', 'underscores_in_headers on'];
  return `"${name}" never arrives${where}: nginx drops headers with "${sign}" in their name. Set ${remedy}, or call it ${name.replace(/[_.]/g, '-')}.`;
}

/** Whether the request goes to servers of the same configuration, none of which takes such a name. */
function isDroppedBehind(context: NginxContext, scope: Scope, name: string): boolean {
  const { configuration } = context;
  const passing = isLocation(scope)
    ? [scope]
    : context.locations.filter((one) => [...outward(one)].includes(scope));
  const targets = passing
    .flatMap((location) => passOf(location) ?? [])
    .map((pass) => {
      const target = pass.name === 'proxy_pass' ? parseUpstream(arg(pass, 0)) : null;
      return target === null ? null : upstreamServer(configuration, target);
    });
  return (
    targets.length > 0 &&
    targets.every((listen) => {
      if (listen === null) return false;
      const behind = context.servers.filter(({ listens }) => listens.some((one) => sameAddress(one, listen)));
      return behind.every((server) => !accepts(server, name));
    })
  );
}

/** Whether the server takes such a name. */
function accepts(scope: Scope, name: string): boolean {
  const server = [...outward(scope)].find((at) => at.kind === 'server' || at.kind === 'http') ?? scope;
  const underscores = flag(server, 'underscores_in_headers', false);
  const ignore = flag(server, 'ignore_invalid_headers', true);
  if (isHidden(underscores) || isHidden(ignore)) return true;
  return !ignore || (underscores && !name.includes('.'));
}
