// AuthLint's own requests: who answers a request, and the page of a rule.
import { type Decision, layerOfFile, pageUrl, RULE_INFOS, type RuleInfo, requestTo } from '../core';
import type { ServerContext } from './context';
import { explainMarkdown } from './explain';
import { type ExplainParams, ExplainRequest, type RulePage, RulePageRequest } from './protocol';
import { propertyOf } from './settings';
import { toFile } from './uris';
import type { Workspace } from './workspace';

export function registerQuestions(context: ServerContext): void {
  const { connection } = context;
  connection.onRequest(ExplainRequest, (params, token) =>
    context.answer('explain', { markdown: 'AuthLint could not answer this.' }, token, async (at) => {
      const decision = await decisionOn(at, params);
      return { markdown: typeof decision === 'string' ? decision : explainMarkdown(decision, at.texts) };
    }),
  );
  connection.onRequest(RulePageRequest, ({ rule }) => rulePage(rule));
}

/** What the site of a document does with a request, or why nothing can be said of it, in a sentence. */
export async function decisionOn(
  at: Workspace,
  { request: asked, uri }: ExplainParams,
): Promise<Decision | string> {
  const { method, url, headers, credentials } = asked;
  const request = requestTo(method, url, { headers: headers ?? [], credentials: credentials ?? 'valid' });
  if (request === null) {
    return `\`${method} ${url}\` is no request: write a method and a URL, such as GET http://shop.example/.`;
  }
  return at.ask(async (session, site) => {
    const entry = uri === undefined ? undefined : layerOfFile(site, toFile(uri))?.entry;
    const decision = await session.explain(site, request, entry === undefined ? {} : { entry });
    return (
      decision ??
      'There is nothing in this workspace to ask: no nginx configuration, no Express program, no OpenAPI document.'
    );
  });
}

/** Reads what a command was given; `null` where it is something else than a request to explain. */
export function readExplainParams(given: unknown): ExplainParams | null {
  const request = propertyOf(given, 'request');
  const method = propertyOf(request, 'method');
  const url = propertyOf(request, 'url');
  const uri = propertyOf(given, 'uri');
  if (typeof method !== 'string' || typeof url !== 'string') return null;
  return { request: { method, url }, ...(typeof uri === 'string' ? { uri } : {}) };
}

/** A rule by its id; `null` where there is none of that name. */
export function infoOf(rule: unknown): RuleInfo | null {
  return RULE_INFOS.find(({ id }) => id === rule) ?? null;
}

function rulePage(rule: string): RulePage {
  const info = infoOf(rule);
  if (info === null) return { markdown: `There is no rule called ${rule}.`, url: '' };
  const url = pageUrl(info.id);
  return { markdown: `# ${info.id}\n\n${ruleMarkdown(info)}\n\n[The whole page](${url})\n`, url };
}

/** A rule in short: what it finds, and how sure and how loud it is. */
export function ruleMarkdown({ summary, kind, certainty, severity }: RuleInfo): string {
  return `${summary}\n\n| Kind | Certainty | Severity |\n|---|---|---|\n| ${kind} | ${certainty} | ${severity} |`;
}
