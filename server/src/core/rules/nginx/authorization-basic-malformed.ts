// nginx/authorization-basic-malformed: the Basic credentials for the upstream cannot be read, or end in a newline.
import { arg, placeOfWord } from '../../kinds/nginx/config/lines';
import { decodeBasic } from '../../kinds/nginx/passwords';
import { nginxRule } from '../nginx-rule';

export const rule = nginxRule({
  id: 'nginx/authorization-basic-malformed',
  kind: 'scheme-mismatch',
  certainty: 'assert',
  severity: 'error',
  summary: 'The Basic credentials that are sent upstream are not base64 of user:password, or hold a newline.',
  needs: ['proxy_set_header'],
  *check(context) {
    for (const { line } of context.linesNamed('proxy_set_header')) {
      const word = line.args[1];
      if (word === undefined || word.hole || arg(line, 0).toLowerCase() !== 'authorization') continue;
      const value = word.value;
      if (!/^basic\s/i.test(value) || /[$<{]/.test(value)) continue;
      const read = decodeBasic(value);
      const problem =
        read.kind === 'none'
          ? 'no upstream can read them: they are not base64 of user:password'
          : /[\r\n]$/.test(read.password)
            ? 'the password ends in a newline: encode it with "printf", not "echo"'
            : null;
      if (problem !== null)
        yield { at: placeOfWord(line, word), message: `These Basic credentials are refused: ${problem}.` };
    }
  },
});
