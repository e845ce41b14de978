// nginx/proxy-pass-userinfo: a proxy_pass carries user and password in its URL, which nginx refuses.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/proxy-pass-userinfo',
  kind: 'syntax',
  certainty: 'assert',
  severity: 'error',
  summary: 'A proxy_pass carries user and password in its URL, which nginx refuses.',
  needs: ['proxy_pass'],
  *check(context) {
    for (const { line } of context.linesNamed('proxy_pass')) {
      const [word] = line.args;
      if (word === undefined || !/^https?:\/\/[^/?#$]*@/i.test(arg(line, 0))) continue;
      yield {
        at: placeOfWord(line, word),
        message:
          'proxy_pass takes no user and password in its URL: send them by proxy_set_header Authorization.',
      };
    }
  },
});
