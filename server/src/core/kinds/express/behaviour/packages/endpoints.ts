// Endpoints of packages, which answer all that gets to them: GraphQL servers, better-auth, json-server. What they say is not known.
import type { Behaviour, Ending } from '../behaviour';
import { isNothing, UNDEFINED } from '../datum';
import type { Exchange } from '../exchange';
import { flagOf, optionOf } from '../options';
import { lost, type PackageCall, packaged, refuse } from './package';

/** The status of what an endpoint surely answers; `null` where that depends on more than is known. */
type Sure = (call: PackageCall, exchange: Exchange) => number | null;

/**
 * By package and function, as they were run: @apollo/server 4 wants a body that somebody has read, the integrations of
 * Apollo Server 5 that somebody has looked for one, and express-graphql 0.12 and graphql-http 1.23 know two methods.
 */
const ENDPOINTS: ReadonlyMap<string, Sure> = new Map<string, Sure>([
  [
    '@apollo/server.expressMiddleware',
    (_, { slots }) => (isNothing(slots.get('body') ?? UNDEFINED) ? 500 : null),
  ],
  ['@as-integrations/express4.expressMiddleware', (_, { slots }) => (slots.has('body') ? null : 500)],
  ['@as-integrations/express5.expressMiddleware', (_, { slots }) => (slots.has('body') ? null : 500)],
  ['apollo-server-express.health', ({ args }) => (isAbsent(args[0], 'onHealthCheck') ? 200 : null)],
  ['apollo-server-express.graphql', preflight],
  ['@scalar/express-api-reference.apiReference', () => 200],
  ['better-auth.toNodeHandler', () => null],
  ['json-server.router', () => null],
  [
    'express-graphql',
    ({ args }, exchange) => (isAbsent(args[0], 'schema') === false ? byMethod(exchange) : null),
  ],
  [
    'graphql-http.createHandler',
    ({ args }, exchange) =>
      isAbsent(args[0], 'parseRequestParams') && exchange.header('accept') === null
        ? byMethod(exchange)
        : null,
  ],
]);

/** What a function makes that answers by itself; `null` for all others. */
export function endpoint(call: PackageCall): Behaviour | null {
  const path = call.package === 'express-graphql' ? [] : call.path;
  const sure = ENDPOINTS.get([call.package, ...path].join('.'));
  if (sure === undefined) return null;
  const reason = `what ${call.package} answers is not known`;
  const act = (exchange: Exchange): Ending => {
    const status = sure(call, exchange);
    return status === null ? lost(reason, call.at) : refuse(exchange, status, [], call.at);
  };
  return packaged(call, 'proxy', act, { kind: 'unknown', reason, at: call.at });
}

function byMethod({ method }: Exchange): number | null {
  return method === 'GET' || method === 'POST' ? null : 405;
}

/** Its own cors() answers every preflight, unless it is told otherwise (apollo-server-express 3, ApolloServer.js). */
function preflight({ args }: PackageCall, { method }: Exchange): number | null {
  if (method !== 'OPTIONS') return null;
  const hasCors = flagOf(args[0], 'cors', true);
  const option = optionOf(args[0], 'cors');
  return option?.kind !== 'constant' || hasCors === null ? null : hasCors ? 204 : 405;
}

/** Whether options surely leave one out; `null` where that is not known. */
function isAbsent(options: PackageCall['args'][number] | undefined, name: string): boolean | null {
  const option = optionOf(options ?? UNDEFINED, name);
  return option === null ? null : isNothing(option);
}
