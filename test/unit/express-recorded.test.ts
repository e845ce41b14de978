// Programs with packages that tests do not install: what they answered when they were run, on Express 4.22 and 5.3.
import { test } from 'node:test';
import { asked, GUARD, HANDLER } from '../support/express-rows';

const EACH = ['4', '5'] as const;

const ADAPTER = `const adapter = () => ({ getSession: async (id) => require('./db').get(id) });`;

test('lucia 2 reads cookies and tokens, and throws for what is no session', async () => {
  const program = `import express from 'express'; import { lucia } from 'lucia'; import { express as mw } from 'lucia/middleware';
${ADAPTER}
const app = express();
const auth = lucia({ adapter, env: 'PROD', middleware: mw() });
const guard = async (req, res, next) => {
  const session = await auth.handleRequest(req, res).validate();
  if (!session) return res.status(401).json({});
  next();
};
app.all('/me', guard, ${HANDLER});
app.get('/token', async (req, res) => {
  const session = await auth.handleRequest(req, res).validateBearerToken();
  res.sendStatus(session ? 204 : 401);
});
app.get('/by-hand', async (req, res) => {
  try { await auth.validateSession(auth.readSessionCookie(req.headers.cookie)); res.json({}); } catch { res.sendStatus(403); }
});
app.get('/bearer', async (req, res) => {
  const id = auth.readBearerToken(req.headers.authorization);
  if (!id) return res.sendStatus(401);
  try { await auth.validateSession(id); res.json({}); } catch { res.sendStatus(403); }
});
export default app;`;
  const lines = [
    'GET /me -> 401',
    'GET /me  Cookie: auth_session=good -> 200 | 401',
    'GET /me  Cookie: other=good -> 401',
    // A request that changes something needs an Origin of the same host.
    'POST /me  Cookie: auth_session=good -> 401',
    'POST /me  Cookie: auth_session=good  Origin: http://evil.example -> ? 401',
    'GET /token -> 401',
    'GET /token  Authorization: Bearer good -> 204 | 401',
    'GET /token  Authorization: Basic good -> 401',
    'GET /by-hand -> 403',
    'GET /by-hand  Cookie: auth_session=good -> 200 | 403',
    'GET /bearer -> 401',
    'GET /bearer  Authorization: Bearer good -> 200 | 403',
    'GET /bearer  Authorization: bearer good -> 401',
  ];
  for (const version of EACH) await asked({ 'app.mjs': program }, lines, version);
});

test('lucia 2 takes another cookie, and looks at no Origin, where it is told so', async () => {
  const program = (options: string) => `import express from 'express'; import { lucia } from 'lucia';
${ADAPTER}
const app = express();
const auth = lucia({ adapter, env: 'PROD', ${options} });
app.all('/me', async (req, res) => res.sendStatus((await auth.handleRequest(req, res).validate()) ? 204 : 401));
export default app;`;
  const own = `csrfProtection: false, sessionCookie: { name: 'sid' }`;
  await asked(
    { 'app.mjs': program(own) },
    [
      'POST /me -> 401',
      'POST /me  Cookie: sid=good -> 204 | 401',
      'GET /me  Cookie: auth_session=good -> 401',
    ],
    '5',
  );
  const open = { 'app.mjs': program("csrfProtection: require('./flags').csrf") };
  await asked(open, ['GET /me -> 401', 'POST /me  Cookie: auth_session=good -> ? 204'], '5');
});

test('better-auth answers what gets to its handler, and nothing else', async () => {
  const program = (mount: string) => `const express = require('express');
const { betterAuth } = require('better-auth');
const { toNodeHandler, fromNodeHeaders } = require('better-auth/node');
const auth = betterAuth({ database: require('./db') });
const app = express();
app.all('${mount}', toNodeHandler(auth));
app.get('/me', async (req, res) => {
  const session = await auth.api.getSession({ headers: fromNodeHeaders(req.headers) });
  res.sendStatus(session ? 204 : 401);
});
app.get('/open', ${HANDLER});
module.exports = app;`;
  const lines = [
    'GET /me -> 401',
    'GET /me  Cookie: better-auth.session_token=x -> 204 | 401',
    'GET /open -> 200',
    'GET /none -> 404',
    'GET /api/auth -> 404',
    'GET /api/auth/ok -> ? 200',
    'POST /api/auth/sign-in/email -> ? 400',
  ];
  await asked({ 'app.js': program('/api/auth/*') }, lines, '4');
  await asked({ 'app.js': program('/api/auth/{*any}') }, lines, '5');
});

test('Apollo Server 2 and 3 are at their path, with their own answers to preflights', async () => {
  const program = (mount: string) => `const express = require('express');
const { ApolloServer } = require('apollo-server-express');
const app = express();
const server = new ApolloServer({ typeDefs: 'type Query { a: Int }', resolvers: {} });
server.start().then(() => {
  ${mount}
  app.get('/after', ${HANDLER});
  app.get('/me', ${GUARD}, ${HANDLER});
});
module.exports = app;`;
  const rest = ['GET /after -> 200', 'GET /me -> 401', 'GET /none -> 404', 'GET /graphqlx -> 404'];
  const byDefault = [
    'GET /graphql -> ? 400',
    'POST /graphql -> ? 400',
    'GET /graphql/x -> ? 400',
    'OPTIONS /graphql -> 204',
    'GET /.well-known/apollo/server-health -> 200',
  ];
  const own = [
    'POST /api/gql -> ? 400',
    'OPTIONS /api/gql -> 405',
    'GET /graphql -> 404',
    'GET /.well-known/apollo/server-health -> 404',
  ];
  for (const version of EACH) {
    const apply = { 'app.js': program('server.applyMiddleware({ app });') };
    await asked(apply, [...rest, ...byDefault], version);
    const options = "app, path: '/api/gql', cors: false, disableHealthCheck: true";
    await asked({ 'app.js': program(`server.applyMiddleware({ ${options} });`) }, [...rest, ...own], version);
    const under = { 'app.js': program(`app.use('/api', ${GUARD}, server.getMiddleware());`) };
    await asked(
      under,
      [...rest, 'GET /graphql -> 404', 'GET /api/x -> 401', 'POST /api/graphql  x-key: k -> ? 400'],
      version,
    );
    // Which app it is, or where, is not known.
    const lost = { 'app.js': program('server.applyMiddleware({ app, ...require("./options") });') };
    await asked(lost, ['GET /after -> ?', 'GET /none -> ?'], version);
  }
});

test('GraphQL servers answer what gets to them, and some of it surely', async () => {
  const program = `const express = require('express');
const { expressMiddleware } = require('@apollo/server/express4');
const { createHandler } = require('graphql-http/lib/use/express');
const { graphqlHTTP } = require('express-graphql');
const { createYoga } = require('graphql-yoga');
const server = require('./server'), schema = require('./schema');
const app = express();
app.use('/four', express.json(), expressMiddleware(server));
app.use('/bodiless', expressMiddleware(server));
app.all('/http', createHandler({ schema }));
app.use('/old', graphqlHTTP({ schema, graphiql: true }));
app.use('/by-request', graphqlHTTP((req) => ({ schema })));
const yoga = createYoga({ schema });
app.use(yoga.graphqlEndpoint, yoga);
app.get('/me', ${GUARD}, ${HANDLER});
module.exports = app;`;
  const both = [
    'GET /me -> 401',
    'GET /none -> 404',
    'POST /four  Content-Type: application/json -> ? 400',
    'POST /bodiless  Content-Type: application/json -> 500',
    'GET /http -> ? 400',
    'DELETE /http -> 405',
    'OPTIONS /http -> 405',
    'GET /old -> ? 400',
    'OPTIONS /old -> 405',
    'DELETE /by-request -> ? 405',
    'GET /graphql -> ? 200',
  ];
  await asked({ 'app.js': program }, [...both, 'GET /four -> ? 400'], '4');
  // Express 5 puts no body onto a request that has none.
  await asked({ 'app.js': program }, [...both, 'GET /four -> 500'], '5');
});
