// Lua blocks that exit with 401 and name no scheme.
import type { Report } from '../../findings/finding';
import { type Line, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, outward } from '../../kinds/nginx/config/scopes';
import type { Place } from '../../text/span';
import type { NginxContext } from '../nginx-rule';
import { isAuthTarget } from './auth-targets';
import { isBehindAnother } from './fronts';
import { answerOf, showAt } from './witness';

const BLOCKS = ['access_by_lua_block', 'rewrite_by_lua_block', 'content_by_lua_block'];

const EXIT = /\b(?:ngx\s*\.\s*)?exit\s*\(\s*(?:ngx\s*\.\s*HTTP_UNAUTHORIZED|401)\s*\)/g;

/** Blocks that certainly answer a request without credentials by a 401 without a challenge. */
export function* lua401s(context: NginxContext): Generator<Report> {
  for (const name of BLOCKS) {
    for (const { line, scope } of context.linesNamed(name)) {
      const location = [...outward(scope)].find(isLocation);
      if (location === undefined || isAuthTarget(context, location) || isBehindAnother(context, scope))
        continue;
      const shown = showAt(context, location);
      if (shown === null || shown.outcome.status !== 401 || shown.outcome.challenges !== null) continue;
      const { at } = shown.outcome;
      if (at?.file !== line.file || at.span.start !== line.node.name.span.start) continue;
      yield {
        at: exitIn(context, line) ?? nameOf(line),
        // Code that answers by itself often does so for clients of its own.
        certainty: 'hint',
        message: `Do clients know what to send after this 401? It has no WWW-Authenticate: set ngx.header["WWW-Authenticate"] before.`,
        witness: answerOf(shown),
      };
    }
  }
}

/** The exit, where a block has only one. */
function exitIn({ configuration }: NginxContext, { file, node }: Line): Place | null {
  const code = node.lua;
  const text = configuration.documents.get(file)?.text;
  if (code === null || text === undefined) return null;
  const [only, ...others] = text.slice(code.start, code.end).matchAll(EXIT);
  if (only === undefined || others.length > 0) return null;
  const start = code.start + only.index;
  return { file, span: { start, end: start + only[0].length } };
}
