// What an upstream expects in Authorization, as far as the files or the settings say it.
import { arg, type Line } from '../../kinds/nginx/config/lines';
import { serversAt } from '../../kinds/nginx/config/select-server';
import { parseUpstream, upstreamServer } from '../../kinds/nginx/engine/upstreams';
import type { NginxContext } from '../nginx-rule';

/** Whether a *_pass leads to something that certainly wants a Bearer token. */
export function wantsBearer(context: NginxContext, pass: Line): boolean {
  const target = parseUpstream(arg(pass, 0));
  if (target === null) return false;
  if (context.settings.upstreams.get(target.address) === 'bearer') return true;
  const listen = upstreamServer(context.configuration, target);
  if (listen === null) return false;
  return serversAt(context.configuration, listen).some((server) => testsBearer(server.lines));
}

function testsBearer(lines: readonly Line[]): boolean {
  return lines.some((line) => {
    if (line.name === 'if') {
      const text = line.args.map((word) => word.value).join(' ');
      if (/\$http_authorization\b.*bearer/i.test(text)) return true;
    }
    return line.body !== null && testsBearer(line.body.list);
  });
}
