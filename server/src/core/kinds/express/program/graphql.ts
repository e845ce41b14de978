// The router of a GraphQL server that a package makes: apollo-server-express 2 and 3 (ApolloServer.js, getMiddleware).
import { type CallValue, entryOf, stringOf, UNDEFINED, type Value } from '../values';
import { type CallSite, siteWith } from './call';
import { packageOf } from './escape';
import { callStack, make } from './express';
import { constantOf, truthOf } from './operators';
import type { Run } from './run';

const APOLLO = 'apollo-server-express';

/** `server.applyMiddleware({ app, path })` and `server.getMiddleware({ path })`; `null` for all other calls. */
export function apolloCall(run: Run, made: CallValue, site: CallSite): Value | null {
  const { callee, args } = made;
  const method = callee.kind === 'member' && packageOf(callee.of) === APOLLO ? stringOf(callee.name) : null;
  if (method !== 'applyMiddleware' && method !== 'getMiddleware') return null;
  const [options = UNDEFINED] = args;
  const option = (name: string) => (options.kind === 'undefined' ? UNDEFINED : entryOf(options, name));
  const [app, path, isHealthLeft] = [option('app'), option('path'), option('disableHealthCheck')];
  if (app === null || path === null || isHealthLeft === null || truthOf(isHealthLeft) === null) return null;
  const router = make(run, 'router', site, null, APOLLO);
  if (router.kind !== 'router') return null;
  const mount = (at: Value, name: string) => {
    const callee: Value = {
      kind: 'package',
      name: APOLLO,
      subpath: '',
      path: [name],
      isDefault: false,
      version: null,
    };
    callStack(run, router, 'use', siteWith(site, [at, { ...made, callee, args: [options] }]));
  };
  if (truthOf(isHealthLeft) === false) mount(constantOf('/.well-known/apollo/server-health'), 'health');
  mount(truthOf(path) === false ? constantOf('/graphql') : path, 'graphql');
  if (method === 'getMiddleware') return router;
  if (app.kind !== 'app' && app.kind !== 'router') return null;
  callStack(run, app, 'use', siteWith(site, [router]));
  return UNDEFINED;
}

/** `yoga.graphqlEndpoint` of graphql-yoga 1 to 5; `null` for all else. */
export function yogaMember({ callee, args }: CallValue, name: string): Value | null {
  if (name !== 'graphqlEndpoint' || packageOf(callee) !== 'graphql-yoga') return null;
  const path = entryOf(args[0], name);
  return path?.kind === 'undefined' ? constantOf('/graphql') : path;
}
