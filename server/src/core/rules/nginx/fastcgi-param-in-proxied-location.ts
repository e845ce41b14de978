// nginx/fastcgi-param-in-proxied-location: parameters of FastCGI do nothing for a proxy_pass.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, locationsOf } from '../../kinds/nginx/config/scopes';
import { nginxRule } from '../nginx-rule';

/** Parameters by which an application knows who is there. */
const TELLING = /^(HTTP_|REMOTE_USER$|AUTH_|PHP_AUTH_)/;

export const rule = nginxRule({
  id: 'nginx/fastcgi-param-in-proxied-location',
  kind: 'header-stripped',
  certainty: 'assert',
  severity: 'warning',
  summary: 'fastcgi_param and its kin do not reach an upstream that is asked by proxy_pass.',
  *check(context) {
    for (const directive of ['fastcgi_param', 'uwsgi_param', 'scgi_param']) {
      for (const { line, scope } of context.linesNamed(directive)) {
        if (!isLocation(scope) || !TELLING.test(arg(line, 0))) continue;
        const others = [...locationsOf(scope)].map(passOf);
        if (
          passOf(scope)?.name !== 'proxy_pass' ||
          others.some((pass) => pass !== null && pass.name !== 'proxy_pass')
        )
          continue;
        yield {
          at: nameOf(line),
          message: `${arg(line, 0)} does not reach this upstream: ${directive} is not for proxy_pass. Use proxy_set_header.`,
        };
      }
    }
  },
});
