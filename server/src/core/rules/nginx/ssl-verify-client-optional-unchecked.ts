// nginx/ssl-verify-client-optional-unchecked: a client certificate is asked for, and nobody looks whether there was one.
import type { Fix, Report } from '../../findings/finding';
import { arg, type Line, placeOfWord } from '../../kinds/nginx/config/lines';
import { locationsOf, outward, type Scope } from '../../kinds/nginx/config/scopes';
import { replaceWord } from '../../kinds/nginx/edits';
import type { Directive } from '../../syntax/nginx';
import { type NginxContext, nginxRule, type PlacedLine } from '../nginx-rule';
import { serversOf } from '../nginx-shared/auth-targets';
import { isUnguarded, openOf, type Shown, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/ssl-verify-client-optional-unchecked',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary:
    'With ssl_verify_client optional, clients without a certificate are let in unless $ssl_client_verify is checked.',
  *check(context) {
    const optional = context
      .linesNamed('ssl_verify_client')
      .filter(({ line }) => /^optional(_no_ca)?$/.test(arg(line, 0)));
    if (optional.length === 0) return;
    for (const placed of optional) {
      const found = isChecked(context, placed.scope) ? null : report(context, placed);
      if (found !== null) yield found;
    }
  },
});

/**
 * Whether anything but a log may look at the certificate: a variable of it, in whatever directive that is not another
 * server's own, or a part not read.
 */
function isChecked(context: NginxContext, scope: Scope): boolean {
  const { configuration, servers } = context;
  const concerned = serversOf(context, scope);
  const scopes = [configuration.http, ...concerned.flatMap((server) => [server, ...locationsOf(server)])];
  if (scopes.some(({ gaps }) => gaps.length > 0)) return true;
  const others = servers.flatMap((server) =>
    server.line === null || concerned.includes(server) ? [] : [server.line.node],
  );
  const isElsewhere = (top: Directive) => others.includes(top);
  for (const { tree } of configuration.documents.values()) {
    for (const directive of walkExcept(tree.directives, isElsewhere))
      if (looksAtCertificate(directive)) return true;
  }
  return false;
}

function* walkExcept(
  directives: readonly Directive[],
  isLeftOut: (directive: Directive) => boolean,
): Generator<Directive> {
  for (const directive of directives) {
    if (isLeftOut(directive)) continue;
    yield directive;
    yield* walkExcept(directive.body?.directives ?? [], isLeftOut);
  }
}

function looksAtCertificate({ name, args }: Directive): boolean {
  if (/^(log_format|access_log|ssl_.*|proxy_ssl_.*)$/.test(name.value)) return false;
  if (/_by_lua_file$|^js_|^perl/.test(name.value)) return true;
  return [name, ...args].some(({ value }) => /ssl_client_|tlsv1_client/.test(value));
}

function report(context: NginxContext, { line, scope }: PlacedLine): Report | null {
  const [word] = line.args;
  const shown = letInWithout(context, { line, scope });
  if (word === undefined || shown === null) return null;
  const fixes: readonly Fix[] =
    arg(line, 0) === 'optional'
      ? [{ title: 'Demand a certificate', safety: 'review', edits: [replaceWord(line, word, 'on')] }]
      : [];
  return {
    at: placeOfWord(line, word),
    message: `${shown.request.target} is open to clients without a certificate: nothing checks $ssl_client_verify. Use "on", or refuse what is not SUCCESS.`,
    witness: openOf(shown),
    fixes,
  };
}

/** A request over TLS without a certificate that is let in, by a server whose setting this is. */
function letInWithout(context: NginxContext, { line, scope }: PlacedLine): Shown | null {
  for (const server of serversOf(context, scope)) {
    const setting: Line | undefined = [...outward(server)].flatMap(
      (at) => at.own.get('ssl_verify_client') ?? [],
    )[0];
    if (setting !== line || !server.listens.some(({ ssl }) => ssl)) continue;
    for (const location of [...locationsOf(server)].slice(0, 8)) {
      const shown = showAt(context, location, { credentials: 'invalid' });
      if (shown?.request.scheme === 'https' && isUnguarded(shown, location)) return shown;
    }
  }
  return null;
}
