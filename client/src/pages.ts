// Pages that the server writes, as read-only Markdown documents of the scheme `authlint`: traces of requests, and rules.
import {
  type CancellationToken,
  Disposable,
  DocumentLink,
  type Event,
  EventEmitter,
  languages,
  Range,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import type { Connection } from './connection';
import { asReadableText, findLinks } from './links';
import { type ExplainParams, ExplainRequest, RulePageRequest } from './protocol';
import { readExplainParams } from './request-text';

const SCHEME = 'authlint';

/** The address of a request's trace. It holds the whole question, so that the page can be shown again after a reload. */
export function traceUri(params: ExplainParams): Uri {
  const { method, url } = params.request;
  // A tab is titled by the last path segment: here the request itself, with slashes that separate no segments.
  const title = `${method} ${url.replace(/^https?:\/\//i, '')}`.replaceAll('/', '\u2215');
  return Uri.from({
    scheme: SCHEME,
    authority: 'trace',
    path: `/${title}.md`,
    query: JSON.stringify(params),
  });
}

/** The address of what the server says of a rule. */
export function rulePageUri(rule: string): Uri {
  return Uri.from({ scheme: SCHEME, authority: 'rule', path: `/${rule}.md` });
}

/** Serves the pages. An open one follows the configuration: it is asked for again after each analysis. */
export function registerPages(connection: Connection, analysed: Event<unknown>): Disposable {
  const changed = new EventEmitter<Uri>();
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri, token) => contentOf(uri, connection, token),
    }),
    languages.registerDocumentLinkProvider({ scheme: SCHEME }, { provideDocumentLinks: linksOf }),
    analysed(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === SCHEME) changed.fire(uri);
    }),
  );
}

async function contentOf(uri: Uri, connection: Connection, token: CancellationToken): Promise<string> {
  await connection.settled();
  const client = connection.client;
  if (client === null) return 'AuthLint is not running. The command “AuthLint: Restart” starts it.\n';
  if (uri.authority === 'rule') {
    const rule = uri.path.slice(1).replace(/\.md$/, '');
    return (await client.sendRequest(RulePageRequest, { rule }, token)).markdown;
  }
  const params = readExplainParams(JSON.parse(uri.query));
  if (params === null) return 'This page names no request.\n';
  return asReadableText((await client.sendRequest(ExplainRequest, params, token)).markdown);
}

function linksOf(document: TextDocument): DocumentLink[] {
  return findLinks(document.getText()).map(({ start, end, target }) => {
    const range = new Range(document.positionAt(start), document.positionAt(end));
    return new DocumentLink(range, Uri.parse(target));
  });
}
