// nginx/add-header-drops-inherited-challenge: an own add_header loses the inherited challenge.
import { group, innermost, isHidden } from '../../kinds/nginx/config/inherit';
import { arg, type Line, nameOf } from '../../kinds/nginx/config/lines';
import { passOf } from '../../kinds/nginx/config/locations';
import { isLocation, locationsOf, ownLine, ownLines, type Scope } from '../../kinds/nginx/config/scopes';
import { insertBefore, sourceOf } from '../../kinds/nginx/edits';
import { isAlways } from '../../kinds/nginx/engine/answer';
import { readReturn } from '../../kinds/nginx/engine/rewrite';
import { nginxRule } from '../nginx-rule';
import { bareRefusal } from '../nginx-shared/bare-refusals';
import { isGuarded, isOpen } from '../nginx-shared/guarded';
import { corsOrigin } from '../nginx-shared/headers';

export const rule = nginxRule({
  id: 'nginx/add-header-drops-inherited-challenge',
  kind: 'missing-challenge',
  certainty: 'assert',
  severity: 'warning',
  summary: 'An add_header of an inner block replaces all inherited ones, the WWW-Authenticate among them.',
  needs: ['add_header'],
  *check(context) {
    const seen = new Set<Scope>();
    for (const { scope } of context.linesNamed('add_header')) {
      if (seen.has(scope) || scope.parent === null) continue;
      seen.add(scope);
      const own = ownLines(scope, 'add_header');
      const [first] = own;
      const lost = lostLines(scope, own);
      const [missing] = lost;
      const origin = missing === undefined ? lostOrigin(scope, own) : null;
      if (first !== undefined && origin !== null) {
        yield {
          at: nameOf(first),
          certainty: 'hint',
          message: `Shall scripts of other origins see the refusals here? This add_header replaces the outer ${arg(origin, 0)}. Repeat it.`,
          related: [{ ...nameOf(origin), message: 'not inherited any more' }],
        };
        continue;
      }
      if (first === undefined || missing === undefined || isChosen(scope) || !mayRefuse(scope)) continue;
      yield {
        at: nameOf(first),
        message: `${arg(missing, 0)} is not sent here: this add_header replaces all that the outer block adds. Repeat it.`,
        related: lost.map((line) => ({ ...nameOf(line), message: 'not inherited any more' })),
        witness: bareRefusal(context, scope),
        fixes: [
          {
            title: `Repeat ${arg(missing, 0)} here`,
            safety: 'safe',
            edits: [
              insertBefore(
                context.configuration,
                first,
                lost.map((line) => sourceOf(context.configuration, line)),
              ),
            ],
          },
        ],
      };
    }
  },
});

/** Inherited challenges that are sent with errors and are not set again. */
function lostLines(scope: Scope, own: readonly Line[]): readonly Line[] {
  const inherited = scope.parent === null ? [] : group(scope.parent, 'add_header');
  if (isHidden(inherited) || own.some(isChallenge)) return [];
  // CORS headers are missed where an inner block sets only other ones of their kind by mistake; elsewhere it is a choice.
  return inherited.filter((line) => isChallenge(line) && isAlways(line) && arg(line, 1) !== '');
}

/** The Access-Control-Allow-Origin that a guarded location loses, whose own lines have nothing to do with origins. */
function lostOrigin(scope: Scope, own: readonly Line[]): Line | null {
  if (!isLocation(scope) || scope.parent === null || !isGuarded(scope) || isChosen(scope)) return null;
  if (own.some((line) => /^(access-control-|www-authenticate$)/i.test(arg(line, 0)))) return null;
  const origin = corsOrigin(scope.parent);
  return origin !== null && isAlways(origin) ? origin : null;
}

function isChallenge(line: Line): boolean {
  return arg(line, 0).toLowerCase() === 'www-authenticate';
}

/** A block that always answers something else than a 401 needs no challenge. */
function mayRefuse(scope: Scope): boolean {
  const line = ownLine(scope, 'return');
  if (line !== null) return readReturn(line).status === 401;
  const block = scope.kind === 'if' && scope.parent !== null ? scope.parent : scope;
  const blocks = [block, ...locationsOf(block)].flatMap((one) => [one, ...one.ifs.values()]);
  return blocks.some(
    (one) =>
      passOf(one) !== null || !isOpen(one) || CODE.some((name) => one.own.has(name)) || returns401(one),
  );
}

/** What answers in a block besides upstreams and files. */
const CODE = ['content_by_lua_block', 'content_by_lua', 'content_by_lua_file', 'js_content', 'perl'];

function returns401(scope: Scope): boolean {
  return ownLines(scope, 'return').some((line) => readReturn(line).status === 401);
}

/** `add_header_inherit` (nginx 1.29.3 and later, inherited itself) keeps them, or leaves them out on purpose. */
function isChosen(scope: Scope): boolean {
  const found = innermost(scope, 'add_header_inherit');
  return found !== null && !isHidden(found) && arg(found.line, 0) !== 'on';
}
