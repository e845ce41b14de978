// AuthLint's own requests: who answers a request, and the page of a rule.
import { RULE_INFOS, requestTo } from '../core';
import type { ServerContext } from './context';
import { explainMarkdown } from './explain';
import { type ExplainParams, ExplainRequest, type RulePage, RulePageRequest } from './protocol';
import { pageUrl } from './to-lsp';
import { toFile } from './uris';
import type { Workspace } from './workspace';

export function registerQuestions(context: ServerContext): void {
  context.connection.onRequest(ExplainRequest, (params) =>
    context.guarded('explain', { markdown: 'AuthLint could not answer this.' }, async (at) => ({
      markdown: await explain(at, params),
    })),
  );
  context.connection.onRequest(RulePageRequest, ({ rule }) => rulePage(rule));
}

async function explain(at: Workspace, { request: asked, uri }: ExplainParams): Promise<string> {
  const { method, url, headers, credentials } = asked;
  const request = requestTo(method, url, { headers: headers ?? [], credentials: credentials ?? 'valid' });
  if (request === null) {
    return `\`${method} ${url}\` is no request: write a method and a URL, such as GET http://shop.example/.`;
  }
  return at.ask(async (session, site) => {
    const file = uri === undefined ? null : toFile(uri);
    const entry = file === null ? undefined : site.layers.find((layer) => layer.files.includes(file))?.entry;
    const decision = await session.explain(site, request, entry === undefined ? {} : { entry });
    if (decision === null) return 'There is no nginx configuration in this workspace to ask.';
    return explainMarkdown(decision, at.texts);
  });
}

function rulePage(rule: string): RulePage {
  const info = RULE_INFOS.find(({ id }) => id === rule);
  if (info === undefined) return { markdown: `There is no rule called ${rule}.`, url: '' };
  const url = pageUrl(info.id);
  const head = `# ${info.id}\n\n${info.summary}\n\n| Kind | Certainty | Severity |\n|---|---|---|`;
  return {
    markdown: `${head}\n| ${info.kind} | ${info.certainty} | ${info.severity} |\n\n[The whole page](${url})\n`,
    url,
  };
}
