// Random stacks: small programs as data, from which both the real app and AuthLint's stack are made.
import fc from 'fast-check';

/** What a function does, after it has left a mark. */
export type Act =
  | { readonly kind: 'next' | 'route' | 'router' }
  | {
      readonly kind: 'error';
      readonly status: number | null;
      readonly thrown: boolean;
      readonly challenge: boolean;
    }
  | { readonly kind: 'text' }
  | { readonly kind: 'respond'; readonly status: number; readonly challenge: boolean }
  /** Sets a status and goes on. */
  | { readonly kind: 'status'; readonly status: number };

/** A function: with `header`, it goes on for requests that have `x-pass`. */
export type Fn = {
  readonly id: number;
  readonly isErrorHandler: boolean;
  readonly act: Act;
  readonly unlessHeader: boolean;
};

export type Path = string | RegExp | readonly string[];

export type LayerSpec =
  | { readonly kind: 'use'; readonly path: Path | null; readonly handlers: readonly (Fn | RouterSpec)[] }
  | {
      readonly kind: 'route';
      readonly path: Path;
      readonly handlers: readonly { readonly method: string | null; readonly fn: Fn }[];
    }
  | { readonly kind: 'param'; readonly name: string; readonly fn: Fn };

export type RouterSpec = {
  readonly kind: 'app' | 'router';
  readonly strict: boolean;
  readonly caseSensitive: boolean;
  readonly mergeParams: boolean;
  readonly layers: readonly LayerSpec[];
};

const METHODS = ['GET', 'POST', 'HEAD', 'OPTIONS', 'DELETE'];

let count = 0;

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 9, arbitrary: fc.constant<Act>({ kind: 'next' }) },
  { weight: 1, arbitrary: fc.constantFrom<Act>({ kind: 'route' }, { kind: 'router' }, { kind: 'text' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('error' as const),
      status: fc.constantFrom(401, 403, 500, 200, null),
      thrown: fc.boolean(),
      challenge: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('respond' as const),
      status: fc.constantFrom(200, 201, 401, 403, 404, 302),
      challenge: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(401, 200, 503) }),
  },
);

const fn = (errorShare: number): fc.Arbitrary<Fn> =>
  fc
    .record({
      isErrorHandler: fc.integer({ min: 0, max: 9 }).map((n) => n < errorShare),
      act,
      unlessHeader: fc.boolean(),
    })
    .map((made) => ({ ...made, id: count++ }));

const common = [
  '/',
  '/a',
  '/b',
  '/a/b',
  '/api',
  '/A',
  '/:id',
  '/a/:id',
  '/:x/:id',
  '',
  '/a/',
  'a',
  '/:x/b',
  '/a-:id',
  '/:x.:id',
];
const paths = {
  4: [...common, '*', '/a/*', '/:id?', '/a/:id?', '/:n(\\d+)', '/(a|b)', '/a?', '/*/b'],
  5: [...common, '/*all', '/a/*all', '/{*all}', '/a{/:id}', '{/:x}/b', '/*all/b'],
};
const regexps = [/^\/a/, /\/b$/, /a/, /^\/(\w+)\/?$/i, /^\/a(?=\/|$)/, /\/(?<id>[ab])/];

function path(version: 4 | 5): fc.Arbitrary<Path> {
  const text = fc.constantFrom(...paths[version]);
  return fc.oneof(
    { weight: 8, arbitrary: text },
    { weight: 1, arbitrary: fc.constantFrom(...regexps) },
    { weight: 1, arbitrary: fc.array(text, { minLength: 2, maxLength: 3 }) },
  );
}

/** A router or an app with up to six layers, some of which are routers again. */
export function routerSpec(version: 4 | 5, kind: 'app' | 'router', depth: number): fc.Arbitrary<RouterSpec> {
  const handler =
    depth === 0
      ? fn(2)
      : fc.oneof(
          { weight: 2, arbitrary: fn(2) },
          {
            weight: 1,
            arbitrary: fc
              .constantFrom<'app' | 'router'>('router', 'router', 'app')
              .chain((k) => routerSpec(version, k, depth - 1)),
          },
        );
  const layer: fc.Arbitrary<LayerSpec> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('use' as const),
        path: fc.option(path(version)),
        handlers: fc.array(handler, { minLength: 1, maxLength: 2 }),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('route' as const),
        path: path(version),
        handlers: fc.array(fc.record({ method: fc.option(fc.constantFrom(...METHODS)), fn: fn(1) }), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('param' as const),
        name: fc.constantFrom('id', 'x', '0'),
        fn: fn(0),
      }),
    },
  );
  return fc.record({
    kind: fc.constant(kind),
    strict: fc.boolean(),
    caseSensitive: fc.boolean(),
    mergeParams: fc.boolean(),
    layers: fc.array(layer, { minLength: 1, maxLength: 6 }),
  });
}

export const target = fc
  .array(fc.constantFrom('/', '/', 'a', 'b', 'api', 'A', '7', '%20', '%zz', '-', '.', 'ab'), { maxLength: 7 })
  .map((parts) => `/${parts.join('')}`)
  .chain((text) => fc.constantFrom(text, text, text, `${text}?q=1`));

export const sentRequest = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', ...METHODS, 'PUT'),
  target,
  headers: fc.constantFrom<readonly (readonly [string, string])[]>([], [], [['x-pass', '1']]),
});
