// nginx/named-location-not-found: an error_page or try_files leads to a named location that the server does not have.
import { placeOfWord } from '../../kinds/nginx/config/lines';
import { nginxRule } from '../nginx-rule';
import { serversOf } from '../nginx-shared/auth-targets';

export const rule = nginxRule({
  id: 'nginx/named-location-not-found',
  kind: 'wrong-status',
  certainty: 'assert',
  severity: 'error',
  summary: 'A named location that does not exist ends in 500, and nginx -t says nothing.',
  *check(context) {
    if (context.configuration.level === 'server' || context.configuration.level === 'location') return;
    for (const directive of ['error_page', 'try_files']) {
      for (const { line, scope } of context.linesNamed(directive)) {
        const word = line.args.at(-1);
        if (word === undefined || !word.value.startsWith('@') || /[${<]/.test(word.value)) continue;
        const [server, ...others] = serversOf(context, scope);
        if (server === undefined || others.length > 0 || server.gaps.length > 0) continue;
        if (server.locations.some(({ match }) => match.kind === 'named' && match.name === word.value))
          continue;
        const names = server.locations.flatMap(({ match }) => (match.kind === 'named' ? [match.name] : []));
        yield {
          at: placeOfWord(line, word),
          message: `There is no location ${word.value} in this server: such requests end in 500.${names.length > 0 ? ` It has ${names.join(', ')}.` : ''}`,
        };
      }
    }
  },
});
