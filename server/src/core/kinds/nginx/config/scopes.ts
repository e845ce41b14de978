// The blocks of a configuration: http, servers, locations, ifs and limit_excepts, each with its own directives.
import type { Place } from '../../../text/span';
import type { NginxDocument } from '../document';
import type { IncludeProblem } from './includes';
import type { Layout } from './layout';
import type { Gap, Line, Lines } from './lines';
import type { ListenAddress } from './listen';
import type { UserPattern } from './patterns';
import type { NamePattern } from './server-names';

export type ScopeKind = 'http' | 'server' | 'location' | 'if' | 'limit_except';

/** A block that has settings of its own and inherits the rest. */
export type Scope = {
  readonly kind: ScopeKind;
  readonly parent: Scope | null;
  /** The directive that opens it; `null` for a block that the files do not have. */
  readonly line: Line | null;
  /** Its own directives by name, in order. */
  readonly own: ReadonlyMap<string, readonly Line[]>;
  readonly lines: readonly Line[];
  /** What could not be read of it. */
  readonly gaps: readonly Gap[];
  /** Locations that stand directly in it. */
  readonly locations: readonly Location[];
  readonly ifs: ReadonlyMap<Line, Scope>;
  readonly limitExcept: LimitExcept | null;
};

export type LimitExcept = Scope & { readonly kind: 'limit_except'; readonly methods: ReadonlySet<string> };

export type LocationMatch =
  | { readonly kind: 'exact'; readonly path: string }
  | { readonly kind: 'prefix'; readonly path: string; readonly noRegex: boolean }
  | { readonly kind: 'regex'; readonly pattern: UserPattern }
  | { readonly kind: 'named'; readonly name: string }
  /** A path that a template fills in. */
  | { readonly kind: 'unknown' };

export type Location = Scope & {
  readonly kind: 'location';
  readonly line: Line;
  readonly server: () => Server;
  readonly match: LocationMatch;
};

export type Server = Scope & {
  readonly kind: 'server';
  readonly listens: readonly ListenAddress[];
  readonly names: readonly NamePattern[];
};

export type Upstream = { readonly name: string; readonly line: Line; readonly servers: readonly Line[] };

/** A whole configuration, or a fragment with the blocks around it made up. */
export type Configuration = {
  readonly http: Scope;
  readonly servers: readonly Server[];
  readonly upstreams: ReadonlyMap<string, Upstream>;
  /** `map`, `geo` and their kin by the variable that they define. */
  readonly tables: ReadonlyMap<string, Line>;
  readonly layout: Layout;
  /** The block that the entry file's top level stands in; anything but `main` is a fragment. */
  readonly level: NginxDocument['level'];
  readonly lines: Lines;
  readonly documents: ReadonlyMap<string, NginxDocument>;
  readonly problems: readonly IncludeProblem[];
};

export function isLocation(scope: Scope): scope is Location {
  return scope.kind === 'location';
}

export function isServer(scope: Scope): scope is Server {
  return scope.kind === 'server';
}

/** The scope that a scope and its parents lead to, outermost last. */
export function* outward(scope: Scope): Generator<Scope> {
  for (let at: Scope | null = scope; at !== null; at = at.parent) yield at;
}

const inside = new WeakMap<Scope, readonly Location[]>();

/** Every location of a server, nested ones after the one that holds them. */
export function locationsOf(scope: Scope): readonly Location[] {
  if (!scope.locations.some((location) => location.locations.length > 0)) return scope.locations;
  let all = inside.get(scope);
  if (all === undefined) {
    all = scope.locations.flatMap((location) => [location, ...locationsOf(location)]);
    inside.set(scope, all);
  }
  return all;
}

/** The last own directive of that name: where nginx accepts several, the last one counts. */
export function ownLine(scope: Scope, name: string): Line | null {
  return scope.own.get(name)?.at(-1) ?? null;
}

export function ownLines(scope: Scope, name: string): readonly Line[] {
  return scope.own.get(name) ?? [];
}

/** How a location is written, such as `^~ /admin/`. */
export function locationName(location: Location): string {
  return location.line.args.map((word) => word.value).join(' ');
}

/** The place of a scope's opening directive, `null` for one that the files do not have. */
export function placeOfScope(scope: Scope): Place | null {
  if (scope.line === null) return null;
  const { name } = scope.line.node;
  const last = scope.line.args.at(-1) ?? name;
  return { file: scope.line.file, span: { start: name.span.start, end: last.span.end } };
}
