// Handlers that are called once for all requests that are the same to them: no answer, step or note is another one than
// if each of them were called each time.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type Request, requestTo } from '../../server/src/core';
import { decideStack, waysThrough } from '../../server/src/core/kinds/express/dispatch/decide';
import { type ExpressLayer, isExpressLayer } from '../../server/src/core/kinds/express/layer';
import type { Handler, Layer, Router, Stack } from '../../server/src/core/kinds/express/stack';
import { fc, isFast, someOf } from '../support/random';
import { analyzeTexts } from '../support/workspace';
import { program } from '../truth/express/random/program';
import { type RandomRequest, randomRequest } from '../truth/express/random/request';

const RUNS = isFast ? 15 : 400;
const APPS = 'test/truth/express/apps';

/** Programs in which one handler changes what another one made. */
const SHARING = {
  'an object that is changed by a later handler': `
app.use((req, res, next) => { req.user = { name: 'a' }; next(); });
app.use((req, res, next) => { req.user.isAdmin = true; next(); });
app.get('/:id', (req, res) => (req.user.isAdmin ? res.send('ok') : res.sendStatus(401)));`,
  'one object under two names': `
app.use((req, res, next) => { req.user = {}; next(); });
app.use((req, res, next) => { res.locals.user = req.user; next(); });
app.use((req, res, next) => { req.user.isAdmin = true; next(); });
app.get('/:id', (req, res) => (res.locals.user.isAdmin ? res.send('ok') : res.sendStatus(401)));`,
  'a list that grows': `
app.use((req, res, next) => { req.roles = []; next(); });
app.use((req, res, next) => { req.roles.push('admin'); next(); });
app.use((req, res, next) => { req.roles.push(req.roles.length); next(); });
app.get('/:id', (req, res) => (req.roles.includes('admin') && req.roles.length === 2 ? res.send('ok') : res.sendStatus(403)));`,
  'an error that a later handler changes': `
app.get('/:id', (req, res, next) => { const error = new Error('no'); error.status = 401; next(error); });
app.use((err, req, res, next) => { err.status += 2; next(err); });
app.use((err, req, res, next) => { res.sendStatus(err.status); });`,
  'a function on the request': `
app.use((req, res, next) => { req.can = (what) => what === req.params.id; next(); });
app.get('/:id', (req, res) => (req.can('1') ? res.send('ok') : res.sendStatus(403)));`,
  'all names of res.locals': `
app.use((req, res, next) => { if (req.headers['x-api-key']) res.locals.key = 'k'; next(); });
app.get('/:id', (req, res) => (Object.keys(res.locals).length > 0 ? res.send('ok') : res.sendStatus(401)));`,
  'headers of the answer that are read again': `
app.use((req, res, next) => { res.append('X-Seen', '1'); next(); });
app.get('/:id', (req, res) => { res.append('X-Seen', '2'); res.get('X-Seen') ? res.send('ok') : res.sendStatus(401); });`,
  'a header of the answer that only some requests get': `
app.use((req, res, next) => { if (req.headers['x-api-key']) res.set('X-Seen', '1'); next(); });
app.get('/:id', (req, res) => { res.set('X-Other', '1'); res.get('X-Seen') ? res.send('ok') : res.sendStatus(401); });`,
  'a header that is added to what was there': `
app.use((req, res, next) => { if (req.headers['x-api-key']) res.append('X-Seen', '1'); next(); });
app.get('/:id', (req, res) => { res.append('X-Seen', '2'); res.get('X-Seen').length > 1 ? res.send('ok') : res.sendStatus(401); });`,
  'a parameter that may be missing, and is looked at where it is not': `
app.param('name', (req, res, next) => (req.headers['x-api-key'] ? next() : res.sendStatus(401)));
app.get('/1{/:name}', (req, res) => res.send('ok'));`,
};

describe('handlers that were called before', () => {
  for (const [name, body] of Object.entries(SHARING)) {
    test(name, async () => {
      const head = "const express = require('express');\nconst app = express();";
      const text = `${head}${body}\nmodule.exports = app;\n`;
      const [layer, ...others] = await layersOf([{ name: 'app.js', text, language: 'js' }]);
      assert.ok(layer !== undefined && others.length === 0);
      for (let round = 0; round < 2; round++) compare(layer, ['/1', '/2', '/1', '/1/a'].flatMap(variantsOf));
    });
  }

  for (const version of [4, 5] as const) {
    test(`random programs of Express ${version} answer as if none had been`, async () => {
      const requests = fc.array(randomRequest, { minLength: 4, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(program(version), requests, async ({ files }, asked) => {
          const texts = Object.entries(files).map(([name, text]) => ({ name, text, language: 'js' }));
          const all = asked.flatMap(requestsOf);
          for (const layer of await layersOf(texts)) compare(layer, all);
        }),
        { numRuns: RUNS },
      );
    });
  }

  for (const name of readdirSync(APPS)) {
    test(name, async () => {
      const layers = await layersOf(textsIn(join(APPS, name), ''));
      assert.notEqual(layers.length, 0);
      const recorded: unknown = JSON.parse(readFileSync(join(APPS, name, 'requests.json'), 'utf8'));
      const paths = [...JSON.stringify(recorded).matchAll(/"(\/[^"\\ ]*)"/g)].map((match) => match[1] ?? '/');
      for (const layer of layers) compare(layer, someOf([...new Set(paths)], 8).flatMap(variantsOf));
    });
  }
});

type Text = { readonly name: string; readonly text: string; readonly language: string };

function textsIn(folder: string, prefix: string): readonly Text[] {
  return readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    const name = `${prefix}${entry}`;
    return statSync(path).isDirectory()
      ? textsIn(path, `${name}/`)
      : [{ name, text: readFileSync(path, 'utf8'), language: 'js' }];
  });
}

async function layersOf(texts: readonly Text[]): Promise<readonly ExpressLayer[]> {
  const { analysis } = await analyzeTexts(texts);
  return analysis.layers.filter(isExpressLayer);
}

function requestsOf({ method, target, headers }: RandomRequest): readonly Request[] {
  return (['valid', 'invalid'] as const).flatMap(
    (credentials) => requestTo(method, target, { headers, credentials }) ?? [],
  );
}

function variantsOf(path: string): readonly Request[] {
  const bearer = ['Authorization', 'Bearer token'] as const;
  const json = ['Content-Type', 'application/json'] as const;
  const cookie = ['Cookie', 'connect.sid=session; token=t'] as const;
  const basic = ['Authorization', 'Basic dXNlcjpwYXNzd29yZA=='] as const;
  const headers = [
    [],
    [bearer],
    [bearer, json],
    [cookie],
    [cookie, json],
    [basic],
    [['X-API-Key', 'k']],
  ] as const;
  return ['GET', 'POST', 'OPTIONS'].flatMap((method) =>
    headers.flatMap((lines) =>
      (['valid', 'invalid'] as const).flatMap(
        (credentials) => requestTo(method, path, { headers: lines, credentials }) ?? [],
      ),
    ),
  );
}

function compare({ stack, entry }: ExpressLayer, requests: readonly Request[]): void {
  const ref = { kind: 'express', entry } as const;
  for (const request of requests) {
    const forgetful = withoutMemory(stack);
    assert.deepEqual(decideStack(stack, ref, request), decideStack(forgetful, ref, request));
    for (const version of stack.versions) {
      assert.deepEqual(passages(stack, ref, request, version), passages(forgetful, ref, request, version));
    }
  }
}

function passages(
  stack: Stack,
  ref: { readonly kind: 'express'; readonly entry: string },
  request: Request,
  version: 4 | 5,
) {
  return waysThrough(stack, ref, request, version).ways.map(({ result, steps, asked }) => ({
    steps,
    asked,
    end: { ...result.end, thrown: null },
    status: result.exchange.status,
    headers: ['WWW-Authenticate', 'Location', 'Set-Cookie', 'Vary', 'X-Seen', 'Allow'].map((name) =>
      result.exchange.answerHeader(name),
    ),
    reads: [...result.exchange.reads],
  }));
}

/** The same stack with handlers that nobody has called yet. */
function withoutMemory({ app, versions, called }: Stack): Stack {
  const made = new Map<Router, Router>();
  const routerOf = (router: Router): Router => {
    const known = made.get(router);
    if (known !== undefined) return known;
    const layers: Layer[] = [];
    const params = router.params.map((one) => ({ ...one, behaviour: { ...one.behaviour } }));
    const copy: Router = { ...router, layers, params };
    made.set(router, copy);
    layers.push(...router.layers.map(layerOf));
    return copy;
  };
  const handlerOf = (handler: Handler): Handler =>
    handler.kind === 'router'
      ? { ...handler, router: routerOf(handler.router) }
      : { ...handler, behaviour: { ...handler.behaviour } };
  const layerOf = (layer: Layer): Layer => {
    if (layer.kind === 'gap') return layer;
    if (layer.kind === 'use') return { ...layer, handlers: layer.handlers.map(handlerOf) };
    const handlers = layer.handlers.map((one) => ({ ...one, handler: handlerOf(one.handler) }));
    return { ...layer, handlers };
  };
  const calledOf: Stack['called'] = (value) => {
    const router = called?.(value) ?? null;
    return router === null ? null : routerOf(router);
  };
  return { app: routerOf(app), versions, called: calledOf };
}
