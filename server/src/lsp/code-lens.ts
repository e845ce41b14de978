// Code lenses: above each route what a request needs there, and the way to see why.
import { askableRoutesOf, describeRequirement, type Requirement, urlOf } from '../core';
import type { ServerContext } from './context';
import { EXPLAIN_REQUEST, type ExplainParams } from './protocol';
import { toFile } from './uris';

export function registerCodeLenses(context: ServerContext): void {
  context.connection.onCodeLens(({ textDocument: { uri } }, token) =>
    context.answer('code lenses', [], token, ({ texts }, analysis) => {
      if (!context.settings.codeLens) return [];
      const file = toFile(uri);
      return askableRoutesOf(analysis, file).map(({ span, requires, request }) => {
        const { method, headers } = request;
        const asked: ExplainParams = { request: { method, url: urlOf(request), headers }, uri };
        return {
          range: texts.range(file, span),
          command: {
            title: `${lensText(requires)} · explain`,
            command: EXPLAIN_REQUEST,
            arguments: [asked],
          },
        };
      });
    }),
  );
}

/** What a request needs, and that 401 is the answer to all others where it is. */
function lensText(requires: Requirement): string {
  const text = describeRequirement(requires);
  return isChallenge(requires) ? `401 unless ${text}` : text;
}

/** Whether whoever lacks this gets a 401: addresses and certificates are refused with other statuses. */
function isChallenge(requires: Requirement): boolean {
  switch (requires.kind) {
    case 'open':
    case 'closed':
    case 'unknown':
      return false;
    case 'check':
      return ['basic', 'bearer', 'digest', 'negotiate'].includes(requires.scheme.kind);
    case 'all':
    case 'any':
      return requires.of.every(isChallenge);
  }
}
