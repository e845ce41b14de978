// Links and definitions: from the words of a file to the files and the blocks that they name.
import { type FileId, type Link, linksOf } from '../core';
import type { ServerContext } from './context';
import { toFile, toUri } from './uris';
import type { Workspace } from './workspace';

export function registerLinks(context: ServerContext): void {
  const { connection } = context;
  connection.onDocumentLinks(({ textDocument }, token) =>
    context.answer('links', [], token, async (at) => {
      const file = toFile(textDocument.uri);
      const links = await linksIn(at, file);
      return links
        .filter(({ at: block }) => block === null)
        .map(({ span, target }) => ({ range: at.texts.range(file, span), target: toUri(target) }));
    }),
  );
  connection.onDefinition(({ textDocument, position }, token) =>
    context.answer('definition', null, token, async (at) => {
      const file = toFile(textDocument.uri);
      const offset = at.texts.offset(file, position);
      const links = await linksIn(at, file);
      return links
        .filter(({ span }) => span.start <= offset && offset <= span.end)
        .map(({ target, at: block }) => ({
          uri: toUri(target),
          range: at.texts.range(target, block ?? { start: 0, end: 0 }),
        }));
    }),
  );
}

/** The links of a file, once everything that they may lead to has been looked up. */
function linksIn(at: Workspace, file: FileId): Promise<readonly Link[]> {
  return at.ask((session, site) =>
    session.ask(site, (asked) => {
      const { links, wanted } = linksOf(asked, file);
      return { value: links, wanted };
    }),
  );
}
