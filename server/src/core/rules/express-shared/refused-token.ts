// A route on which a check of tokens stands that takes none of the program's own.
import { type ExpressContext, isPackaged } from '../express-rule';
import type { TokenCall } from './json-web-tokens';
import { isMadeAt } from './made-at';
import { withHeader } from './requests';
import { routesThrough } from './routes-through';

/** The route with the status that it gives a token that is refused; `null` where nobody can say. */
export function refusedToken(
  context: ExpressContext,
  { at, by }: TokenCall,
): { readonly path: string; readonly status: number } | null {
  const through = routesThrough(context, at).map(({ route }) => route);
  const packaged = context.routes.filter((route) =>
    context
      .frontOf(route)
      .met.some(({ handler }) =>
        by === 'express-jwt'
          ? isMadeAt(handler, by, at)
          : by === 'passport-jwt' && isPackaged(handler, 'passport'),
      ),
  );
  for (const route of [...through, ...packaged]) {
    const bare = context.bareRequest(route);
    if (bare === null) continue;
    const { outcome } = context.decide(withHeader(bare, 'Authorization', 'Bearer token', 'invalid'));
    if (outcome.kind === 'challenged' || outcome.kind === 'forbidden')
      return { path: route.path, status: outcome.status };
  }
  return null;
}
