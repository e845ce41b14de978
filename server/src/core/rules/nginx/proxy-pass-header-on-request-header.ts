// nginx/proxy-pass-header-on-request-header: proxy_pass_header and proxy_hide_header are for answers, not for requests.
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { removeLine } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';

const REQUEST_HEADERS = /^(authorization|cookie|host|x-forwarded-.*|x-real-ip|origin|proxy-authorization)$/i;

export const rule = nginxRule({
  id: 'nginx/proxy-pass-header-on-request-header',
  kind: 'header-stripped',
  certainty: 'hint',
  severity: 'info',
  summary:
    'proxy_pass_header and proxy_hide_header name headers of the answer; on a request header they do nothing.',
  *check(context) {
    for (const directive of ['proxy_pass_header', 'proxy_hide_header', 'fastcgi_pass_header']) {
      for (const { line } of context.linesNamed(directive)) {
        if (!REQUEST_HEADERS.test(arg(line, 0))) continue;
        const hide = directive === 'proxy_hide_header';
        yield {
          at: nameOf(line),
          message: hide
            ? `Is ${arg(line, 0)} meant to be kept from the upstream? This line is about answers; proxy_set_header ${arg(line, 0)} ""; does it.`
            : `Is ${arg(line, 0)} meant to reach the upstream? It does so by itself; this line is about answers and has no effect.`,
          fixes: [
            { title: 'Take the line out', safety: 'safe', edits: [removeLine(context.configuration, line)] },
          ],
          unnecessary: true,
        };
      }
    }
  },
});
