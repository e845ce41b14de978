// Makes of a random stack the real app, and AuthLint's stack.
import type { ServerResponse } from 'node:http';
import {
  type Behaviour,
  type Ending,
  NEXT,
} from '../../../server/src/core/kinds/express/behaviour/behaviour';
import { constant, type Datum, thing } from '../../../server/src/core/kinds/express/behaviour/datum';
import type { Exchange } from '../../../server/src/core/kinds/express/behaviour/exchange';
import {
  ALWAYS,
  DEFAULT_SETTINGS,
  type Handler,
  type Layer,
  type ParamCallback,
  type PathPattern,
  type Router,
} from '../../../server/src/core/kinds/express/stack';
import type { Place } from '../../../server/src/core/text/span';
import { EXPRESS, type Next, type RealApp, type RealRequest, type RealRouter } from './real';
import type { Act, Fn, Path, RouterSpec } from './spec';

const CHALLENGE = 'Bearer realm="random"';

// ---- The real app ------------------------------------------------------------------------------

/** The app that a program would make with the real Express. */
export function realApp(version: 4 | 5, spec: RouterSpec): RealRouter {
  const express = EXPRESS[version];
  const router = spec.kind === 'app' ? appOf(express(), spec) : express.Router(spec);
  for (const layer of spec.layers) {
    if (layer.kind === 'param') router.param(layer.name, realParam(layer.fn));
    else if (layer.kind === 'use') {
      const handlers = layer.handlers.map((handler) =>
        'layers' in handler ? realApp(version, handler) : realFunction(handler),
      );
      router.use(...(layer.path === null ? [] : [layer.path]), ...handlers);
    } else {
      const route = router.route(layer.path);
      for (const { method, fn } of layer.handlers) route[(method ?? 'all').toLowerCase()]?.(realFunction(fn));
    }
  }
  return router;
}

function appOf(app: RealApp, spec: RouterSpec): RealApp {
  app.set('strict routing', spec.strict);
  app.set('case sensitive routing', spec.caseSensitive);
  // Elsewhere than in tests, Express prints errors.
  app.set('env', 'test');
  return app;
}

function realParam(fn: Fn): unknown {
  return (request: RealRequest, response: ServerResponse, next: Next, value: string, name: string) =>
    realAct(fn, request, response, next, `${name}=${value}`);
}

function realFunction(fn: Fn): unknown {
  return fn.isErrorHandler
    ? (error: { name?: string }, request: RealRequest, response: ServerResponse, next: Next) =>
        realAct(fn, request, response, next, `!${error.name ?? 'text'}`)
    : (request: RealRequest, response: ServerResponse, next: Next) =>
        realAct(fn, request, response, next, '');
}

function realAct(fn: Fn, request: RealRequest, response: ServerResponse, next: Next, extra: string): unknown {
  request.trace ??= [];
  const params = Object.entries(request.params ?? {}).map(([name, value]) => `${name}:${String(value)}`);
  request.trace.push(
    encodeURIComponent(`${fn.id} ${request.baseUrl} ${request.url} ${params.sort().join(',')} ${extra}`),
  );
  response.setHeader('X-Trace', request.trace.join(' '));
  if (fn.unlessHeader && request.headers['x-pass'] !== undefined) return next();
  const { act } = fn;
  switch (act.kind) {
    case 'next':
      return next();
    case 'route':
    case 'router':
      return next(act.kind);
    case 'text':
      return next('text');
    case 'status':
      response.statusCode = act.status;
      return next();
    case 'error': {
      const error = Object.assign(new Error('random'), act.status === null ? {} : { status: act.status });
      if (act.challenge) Object.assign(error, { headers: { 'WWW-Authenticate': CHALLENGE } });
      if (act.thrown) throw error;
      return next(error);
    }
    case 'respond':
      response.statusCode = act.status;
      if (act.challenge) response.setHeader('WWW-Authenticate', CHALLENGE);
      if (act.status === 302) response.setHeader('Location', '/login');
      return response.end();
  }
}

// ---- AuthLint's stack --------------------------------------------------------------------------

/** The stack that AuthLint would have of the same program; places are the numbers of the functions. */
export function modelRouter(spec: RouterSpec, isInner = false): Router {
  const layers: Layer[] = [];
  const params: ParamCallback[] = [];
  for (const layer of spec.layers) {
    const at = placeOf(0);
    if (layer.kind === 'param') {
      params.push({ name: layer.name, at, behaviour: behaviourOf(layer.fn), presence: [ALWAYS] });
    } else if (layer.kind === 'use') {
      const handlers = layer.handlers.map(
        (handler): Handler =>
          'layers' in handler
            ? { kind: 'router', at, router: modelRouter(handler, true) }
            : functionOf(handler),
      );
      layers.push({
        kind: 'use',
        at,
        paths: layer.path === null ? null : pathsOf(layer.path),
        presence: [],
        handlers,
      });
    } else {
      const handlers = layer.handlers.map(({ method, fn }) => ({ method, handler: functionOf(fn) }));
      layers.push({ kind: 'route', at, paths: pathsOf(layer.path), presence: [], handlers });
    }
  }
  const { strict, caseSensitive } = spec;
  const mergeParams = spec.kind === 'router' && isInner && spec.mergeParams;
  const settings = { ...DEFAULT_SETTINGS, strict, caseSensitive, mergeParams };
  return { kind: spec.kind, name: null, at: placeOf(0), settings, layers, params, gaps: [] };
}

function placeOf(id: number): Place {
  return { file: 'random.js', span: { start: id, end: id } };
}

function pathsOf(path: Path): readonly PathPattern[] {
  if (typeof path === 'string') return [{ kind: 'string', text: path, at: null }];
  if (path instanceof RegExp) return [{ kind: 'regexp', source: path.source, flags: path.flags, at: null }];
  return path.map((text) => ({ kind: 'string', text, at: null }));
}

function functionOf(fn: Fn): Handler {
  const at = placeOf(fn.id);
  return {
    kind: 'function',
    name: null,
    at,
    body: at,
    arity: fn.isErrorHandler ? 4 : 3,
    behaviour: behaviourOf(fn),
  };
}

function behaviourOf(fn: Fn): Behaviour {
  return {
    source: { kind: 'unknown', reason: 'random' },
    at: placeOf(fn.id),
    demands: () => ({ kind: 'open' }),
    act: (exchange) => modelAct(fn, exchange),
  };
}

function modelAct(fn: Fn, exchange: Exchange): Ending {
  const params = [...exchange.params].map(([name, value]) => `${name}:${shown(value)}`);
  const mark = `${fn.id} ${exchange.baseUrl} ${exchange.url} ${params.sort().join(',')} ${extraOf(exchange)}`;
  const before = exchange.answerHeader('X-Trace')[0];
  exchange.setHeader('X-Trace', [`${before === undefined ? '' : `${before} `}${encodeURIComponent(mark)}`]);
  if (fn.unlessHeader && exchange.header('x-pass') !== null) return NEXT;
  return endingOf(fn.act, exchange, placeOf(fn.id));
}

function endingOf(act: Act, exchange: Exchange, at: Place): Ending {
  switch (act.kind) {
    case 'next':
      return NEXT;
    case 'route':
      return { kind: 'leaveRoute' };
    case 'router':
      return { kind: 'leaveRouter' };
    case 'text':
      return { kind: 'error', thrown: constant('text'), at };
    case 'status':
      exchange.status = act.status;
      return NEXT;
    case 'error': {
      const fields: [string, Datum][] = [['name', constant('Error')]];
      if (act.status !== null) fields.push(['status', constant(act.status)]);
      if (act.challenge) fields.push(['headers', thing([['WWW-Authenticate', constant(CHALLENGE)]])]);
      return { kind: 'error', thrown: thing(fields, 'Error'), at };
    }
    case 'respond':
      exchange.status = act.status;
      if (act.challenge) exchange.setHeader('WWW-Authenticate', [CHALLENGE]);
      if (act.status === 302) exchange.setHeader('Location', ['/login']);
      return { kind: 'respond', at, continues: null };
  }
}

function extraOf({ calledFor }: Exchange): string {
  switch (calledFor.kind) {
    case 'request':
      return '';
    case 'param':
      return `${calledFor.name}=${shown(calledFor.value)}`;
    case 'error':
      return `!${calledFor.thrown.kind === 'object' ? shown(calledFor.thrown.fields.get('name')) : 'text'}`;
  }
}

function shown(value: Datum | undefined): string {
  if (value?.kind === 'list') return value.items.map(shown).join(',');
  return value?.kind === 'constant' ? String(value.value) : '?';
}
