// openapi/health-operation-protected: probes have no credentials, and the operation for them demands some.
import type { Operation } from '../../kinds/openapi/operation';
import { openapiRule } from '../openapi-rule';
import { demandOf, heirs, overProtected } from '../openapi-shared/inherited';
import { hasVariables, segmentsOf } from '../openapi-shared/intents';

export const rule = openapiRule({
  id: 'openapi/health-operation-protected',
  kind: 'over-protected',
  certainty: 'assert',
  severity: 'warning',
  summary: 'The operation for probes inherits what the root demands, and probes send no credentials.',
  *check(context) {
    for (const operation of heirs(context, ['GET', 'HEAD'])) {
      if (!isForProbes(operation)) continue;
      const { method, path } = operation;
      yield overProtected(
        context,
        operation,
        `${method} ${path} inherits ${demandOf(operation)} from the root, and probes and load balancers send no credentials: they get 401 and take the service for broken. Make it public with "security: []".`,
      );
    }
  },
});

/** Words that nothing but a probe is called. */
const PROBE =
  /^(?:healthz|livez|readyz|liveness|readiness|live(?:ness)?-?(?:check|probe)|ready-?(?:check|probe)|health-?checks?|readiness-?(?:check|probe))$/;
/** Words that may be about other things as well: the orders that are ready, the health of an animal. */
const WORD = /^(?:health|ready|ping|heartbeat|live|alive|up)$/;
/** Segments that say nothing of what it is about. */
const NEUTRAL =
  /^(?:api|rest|v\d+(?:[.-]\d+)*|health|healthz|status|system|service|server|app|application|actuator|monitor|monitoring|management|manage|meta|probes?|checks?|core|common|gateway|ops|infra)$/;
const PRIVATE = /^(?:admin|administration|internal|users?|accounts?|patients?|me|profile)$/;
const ABOUT_PROBES =
  /health[ -]?check|liveness|readiness|\bprobes?\b|heart ?beat|\balive\b|up and running|load balancer|kubernetes|\bping\b|service (?:is )?(?:health|status|up)|(?:status|health) of (?:the |this )?(?:api|service|server|system|application)|(?:api|service|server|system) (?:health|status)/i;

/** A ping by which clients find out whether their credentials are right has to demand them. */
const ABOUT_CREDENTIALS =
  /(?:verif|test|check|confirm|valid|ensure|whether)\w*[^.]{0,60}\b(?:authenticat|authori[sz]|credential|token|api[ -]?key|logged in|signed in)|\b(?:authenticat\w*|credentials?|tokens?|api[ -]?keys?)\b[^.]{0,40}\b(?:valid|works?|working|functioning|correct)\b/i;
const WITHOUT = /\b(?:no|without|not|never|un)\b|n't|unauth/i;

function isForProbes(operation: Operation): boolean {
  const { path, item } = operation;
  // Health checks that can be created are what the API is about.
  if (hasVariables(path) || item.operations.some(({ method }) => /^(?:POST|PUT|PATCH|DELETE)$/.test(method)))
    return false;
  const all = path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => segment.toLowerCase());
  if (all.length > 3 || all.some((segment) => PRIVATE.test(segment))) return false;
  const last = (segmentsOf(path).at(-1) ?? all.at(-1) ?? '').replace(/\.json$/, '');
  if (!PROBE.test(last) && !WORD.test(last)) return false;
  const { summary, description, operationId, tags } = operation;
  const texts = [summary ?? '', description ?? ''];
  if (texts.some((text) => ABOUT_CREDENTIALS.test(text) && !WITHOUT.test(text))) return false;
  if (PROBE.test(last)) return true;
  // `live` and `up` are only meant so below a word for it: `status/live`.
  const isVague = /^(?:live|alive|up|ready)$/.test(last);
  const before = all.slice(0, -1);
  if (
    before.every((segment) => NEUTRAL.test(segment)) &&
    !(isVague && last !== 'ready' && before.length === 0)
  )
    return true;
  const words = (operationId ?? '').replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ');
  return [summary, description, words, ...tags].some((text) => text !== null && ABOUT_PROBES.test(text));
}
