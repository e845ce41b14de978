// express/passport-http-colon-password: passport-http cuts a password at its first colon.
import type { Place } from '../../text/span';
import { type ExpressContext, expressRule } from '../express-rule';

export const rule = expressRule({
  id: 'express/passport-http-colon-password',
  kind: 'scheme-mismatch',
  certainty: 'hint',
  severity: 'info',
  summary: 'BasicStrategy of passport-http hands over a password only as far as its first colon.',
  *check(context) {
    const [first, ...others] = strategiesOf(context);
    if (first === undefined) return;
    yield {
      at: first,
      message:
        'May a password have a colon? BasicStrategy of passport-http drops all that follows it, so such a password gets 401: basic-auth reads the Authorization header in full.',
      related: others.map((at) => ({ ...at, message: 'This one does the same.' })),
    };
  },
});

/** Where BasicStrategy is made. */
function strategiesOf(context: ExpressContext): readonly Place[] {
  return context
    .callsOf('passport-http', 'BasicStrategy')
    .filter(({ isNew, callee }) => isNew && callee.kind === 'package' && isRelease(callee.version))
    .map(({ node, at }) => ({ file: at.file, span: node.callee.span }));
}

/** A release of the registry: all until 0.3 do so (lib/passport-http/strategies/basic.js). A fork may have mended it. */
function isRelease(version: string | null): boolean {
  return version === null || /^[\^~=v]*0\.[0-3](?:\.|$)/.test(version);
}
