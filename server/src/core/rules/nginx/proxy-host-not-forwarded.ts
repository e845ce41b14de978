// nginx/proxy-host-not-forwarded: an application with sessions is not told by which host and scheme it was asked.
import type { Fix, Report } from '../../findings/finding';
import { group, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Location, locationName } from '../../kinds/nginx/config/scopes';
import { insertAfter, sourceOf } from '../../kinds/nginx/edits';
import { parseUpstream } from '../../kinds/nginx/engine/upstreams';
import { type NginxContext, nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/proxy-host-not-forwarded',
  kind: 'session-cookie',
  certainty: 'hint',
  severity: 'info',
  summary:
    'Without Host and X-Forwarded-Proto an application takes itself for http://upstream, and its sessions fail.',
  *check(context) {
    // Only of an upstream that is known to keep sessions can it be said that it goes by these headers.
    if (![...context.settings.upstreams.values()].includes('session')) return;
    for (const { line, scope } of context.linesNamed('proxy_pass')) {
      const address = parseUpstream(arg(line, 0))?.address;
      if (
        address === undefined ||
        !isLocation(scope) ||
        context.settings.upstreams.get(address) !== 'session'
      )
        continue;
      const found = question(context, scope, line);
      if (found !== null) yield found;
    }
  },
});

function question(context: NginxContext, location: Location, pass: Line): Report | null {
  const lines = group(location, 'proxy_set_header');
  if (isHidden(lines) || location.server().line === null) return null;
  const sent = new Set(lines.map((line) => arg(line, 0).toLowerCase()));
  const missing = [];
  if (!sent.has('host') && !sent.has('x-forwarded-host') && !sent.has('forwarded')) missing.push('Host');
  // Over plain HTTP the upstream is right about the scheme.
  const isTls = location.server().listens.some(({ ssl }) => ssl);
  if (
    isTls &&
    ![...sent].some((name) =>
      /^(forwarded|x-forwarded-(proto|protocol|ssl|scheme)|x-scheme|front-end-https)$/.test(name),
    )
  )
    missing.push('X-Forwarded-Proto');
  if (missing.length === 0) return null;
  return {
    at: nameOf(pass),
    message: `Does the application behind ${locationName(location)} need ${missing.join(' and ')}? It is not sent, so secure cookies, redirects and checks of the origin may fail.`,
    fixes: sending(context, location, pass, missing, lines),
  };
}

const VALUES: Readonly<Record<string, string>> = { Host: '$host', 'X-Forwarded-Proto': '$scheme' };

/** Own lines of this group take the place of all that are inherited, so these are written out beside them. */
function sending(
  { configuration }: NginxContext,
  location: Location,
  pass: Line,
  missing: readonly string[],
  lines: readonly Line[],
): readonly Fix[] {
  const inherited = location.own.has('proxy_set_header')
    ? []
    : lines.map((line) => sourceOf(configuration, line));
  const added = missing.map((name) => `proxy_set_header ${name} ${VALUES[name] ?? ''};`);
  const edits = [insertAfter(configuration, pass, [...inherited, ...added])];
  return [{ title: `Send ${missing.join(' and ')}`, safety: 'review', edits }];
}
