// nginx/authorization-without-scheme: Authorization is sent without a scheme.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { isLocation, type Location } from '../../kinds/nginx/config/scopes';
import { targetOf } from '../../kinds/nginx/samples';
import { type NginxContext, nginxRule } from '../nginx-rule';
import { type Shown, showAt, showPath, upstreamOf } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/authorization-without-scheme',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'Authorization needs a scheme before the credentials (RFC 9110, section 11.4).',
  needs: ['proxy_set_header'],
  *check(context) {
    for (const { line, scope } of context.linesNamed('proxy_set_header')) {
      const word = line.args[1];
      if (word === undefined || word.hole || arg(line, 0).toLowerCase() !== 'authorization') continue;
      const [, carrier, name] = /^\$\{?(cookie|arg)_(\w+)\}?$/.exec(word.value) ?? [];
      const token = /^[A-Za-z0-9+/_.=-]{8,}$/.test(word.value);
      if (carrier === undefined && !token) continue;
      const shown = isLocation(scope) ? sentFrom(context, scope, carrier, name ?? '') : null;
      yield {
        at: placeOfWord(line, word),
        message: `Authorization goes upstream without a scheme: write "Bearer ${carrier === undefined ? '…' : `$${carrier}_${name}`}" or the scheme that is meant.`,
        witness: shown === null || shown.decision.upstream === null ? null : upstreamOf(shown),
      };
    }
  },
});

/** A request to the location that carries a token in that cookie or argument. */
function sentFrom(
  context: NginxContext,
  location: Location,
  carrier: string | undefined,
  name: string,
): Shown | null {
  const target = targetOf(location);
  if (carrier === 'arg') {
    return target === null ? null : showPath(context, location.server(), `${target}?${name}=token`);
  }
  return showAt(context, location, carrier === undefined ? {} : { headers: [['Cookie', `${name}=token`]] });
}
