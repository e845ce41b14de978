// nginx/allow-deny-drops-inherited: own address rules replace the inherited list, its "deny all" included.
import { group, isHidden, linesNamed } from '../../kinds/nginx/config/inherit';
import { arg, nameOf } from '../../kinds/nginx/config/lines';
import { isLocation, type Scope } from '../../kinds/nginx/config/scopes';
import { insertAfter, sourceOf } from '../../kinds/nginx/edits';
import { nginxRule } from '../nginx-rule';
import { isLetIn, openOf, showAt } from '../nginx-shared/witness';

export const rule = nginxRule({
  id: 'nginx/allow-deny-drops-inherited',
  kind: 'unprotected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'An own allow or deny replaces the whole inherited list, so its "deny all" is gone.',
  *check(context) {
    const seen = new Set<Scope>();
    for (const { scope } of [...context.linesNamed('allow'), ...context.linesNamed('deny')]) {
      if (seen.has(scope) || scope.parent === null || !isLocation(scope)) continue;
      seen.add(scope);
      const own = linesNamed(scope, ['allow', 'deny']);
      const inherited = group(scope.parent, ['allow', 'deny']);
      if (isHidden(inherited)) continue;
      const lost = inherited.find((line) => line.name === 'deny' && arg(line, 0) === 'all');
      const [first] = own;
      const last = own.at(-1);
      // A list that ends in a word on everybody was meant to be whole.
      if (
        lost === undefined ||
        first === undefined ||
        last === undefined ||
        own.some((line) => arg(line, 0) === 'all')
      )
        continue;
      const shown = showAt(context, scope);
      if (shown === null || !isLetIn(shown)) continue;
      const whom = own.some((line) => line.name === 'deny') ? 'almost every' : 'every';
      yield {
        at: nameOf(first),
        message: `${shown.request.target} is open to ${whom} address: this ${first.name} replaces the inherited list with its "deny all". Repeat the list.`,
        related: [{ ...nameOf(lost), message: 'not inherited any more' }],
        witness: openOf(shown),
        fixes: [
          {
            title: 'Repeat the inherited rules here',
            safety: 'review',
            edits: [
              insertAfter(
                context.configuration,
                last,
                inherited.map((line) => sourceOf(context.configuration, line)),
              ),
            ],
          },
        ],
      };
    }
  },
});
