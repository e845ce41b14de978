// What the rules for OpenAPI are given: one contract, what was found out about it once for all of them, and the verbs.
import type { Fix, Report } from '../findings/finding';
import type { LayerRule, Rule, SiteSettings } from '../findings/rule';
import type { Contract } from '../kinds/openapi/contract';
import { type Change, type Changes, changesOf } from '../kinds/openapi/edits';
import { isOpenApiLayer, type OpenApiLayer } from '../kinds/openapi/layer';
import type { Operation } from '../kinds/openapi/operation';
import { requirementOf } from '../kinds/openapi/requirement';
import { requestFor, sentFor } from '../kinds/openapi/samples';
import type { Decision } from '../model/decision';
import type { Files } from '../model/files';
import type { Request } from '../model/request';
import { type Facts, factsOf } from './openapi-shared/facts';

export type OpenApiContext = {
  readonly layer: OpenApiLayer;
  readonly contract: Contract;
  /** The operations of all paths that are to be judged: without those that are marked as internal. */
  readonly operations: readonly Operation[];
  /** Majorities, uses and causes, worked out once for all rules. */
  readonly facts: Facts;
  readonly files: Files;
  readonly settings: SiteSettings;
  /** Precise edits of the documents. */
  readonly change: Changes;
  /** A request to an operation without credentials; `null` where its path may lead to another one. */
  bareRequest(operation: Operation): Request | null;
  /** The same with what the contract demands; `null` also where nobody can say what to send. */
  authorizedRequest(operation: Operation): Request | null;
  /** What the contract says of a request. */
  decide(request: Request): Decision;
};

export type OpenApiRule = LayerRule<OpenApiContext>;

/** Binds a rule to the contracts of a layer. */
export function openapiRule(rule: OpenApiRule): Rule {
  return {
    ...rule,
    layer: 'openapi',
    *run(layer, services): Iterable<Report> {
      if (!isOpenApiLayer(layer)) return;
      for (const contract of layer.contracts) yield* rule.check(contextOf(layer, contract, services));
    },
  };
}

type Asked = Pick<OpenApiContext, 'files' | 'settings' | 'decide'>;

function contextOf(
  layer: OpenApiLayer,
  contract: Contract,
  { files, settings, decide }: Asked,
): OpenApiContext {
  const facts = factsOf(contract, layer);
  return {
    layer,
    contract,
    operations: facts.operations,
    facts,
    files,
    settings,
    change: changesOf(layer),
    bareRequest: (operation) => requestFor(contract, operation),
    authorizedRequest: (operation) => {
      const sent = sentFor(requirementOf(contract, operation));
      return sent === null ? null : requestFor(contract, operation, sent.headers, sent.query);
    },
    decide,
  };
}

/** A change as a fix, for `fixes: [...fix(…), ...fix(…)]`; none where it cannot be made. */
export function fix(title: string, safety: Fix['safety'], change: Change): readonly Fix[] {
  return change === null || change.length === 0 ? [] : [{ title, safety, edits: change }];
}
