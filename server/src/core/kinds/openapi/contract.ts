// A contract: one OpenAPI document with all that its references reach, as rules and questions see it.
import type { FileId } from '../../text/span';
import { lazy } from './lazy';
import { type Operation, type PathItem, readItems, type Surroundings } from './operation';
import {
  type Field,
  fieldOf,
  fieldsOf,
  get,
  hasHiddenKeys,
  isHidden,
  type Part,
  textAt,
  valueIn,
} from './part';
import { follow, type Library, resolve } from './references';
import { readScheme, readSchemes, type SecurityScheme } from './scheme';
import { readSecurity, type Security } from './security';
import { readServers, readServersOf2, type Server } from './servers';
import { atLeast, type Version, versionOf } from './version';

/** What a name in a requirement means. */
export type NamedScheme =
  | { readonly kind: 'declared'; readonly scheme: SecurityScheme }
  /** No component has that name, and it is no URI of one either. */
  | { readonly kind: 'undeclared' }
  /** Not all schemes are known, or a URI leads to where nobody can look. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type Contract = {
  readonly file: FileId;
  readonly root: Part;
  readonly version: Version;
  readonly title: string | null;
  readonly library: Library;
  readonly servers: readonly Server[];
  /** The `security` of the root. */
  readonly security: Security;
  /** The map that declares the schemes: `components.securitySchemes`, or `securityDefinitions`. */
  readonly declared: Field | null;
  /** Its schemes by their names. Names in other files' requirements mean these, too (OAS 3.0.4). */
  readonly schemes: ReadonlyMap<string, SecurityScheme>;
  readonly paths: readonly PathItem[];
  readonly webhooks: readonly PathItem[];
  /** The operations of all paths, in their order. */
  readonly operations: readonly Operation[];
  /** The operations of webhooks and of all callbacks: requests that the API sends. */
  readonly outgoing: readonly Operation[];
  /** Whether it only holds components for other documents: it has neither paths nor webhooks. */
  readonly isLibrary: boolean;
  /** A part of `components`, or the map of 2.0 that is the same: `responses`, `parameters`. */
  component(kind: 'responses' | 'parameters' | 'headers' | 'schemas' | 'requestBodies'): Part | null;
  /** What a requirement's name means. */
  schemeNamed(name: string): NamedScheme;
};

/** What the items of a contract are read with, which those of its next version can have in common with it. */
const surroundings = new WeakMap<Contract, Surroundings>();

/**
 * Reads a document of a file from its root; `null` where that is no OpenAPI document.
 * @param earlier a contract of which all but items of paths and webhooks is as it was: items that are still there are
 * taken from it, with all that was found out about them
 */
export function readContract(root: Part, library: Library, earlier: Contract | null = null): Contract | null {
  const version = versionOf(root);
  if (version === null) return null;
  const isOld = version.family === '2.0';
  const components = lazy(() => {
    const found = get(root, 'components');
    const resolved = found === null ? null : resolve(library, found);
    return resolved?.kind === 'found' ? resolved.part : null;
  });
  const servers = lazy(() => (isOld ? readServersOf2(root) : (readServers(root) ?? [])));
  const security = lazy(() => readSecurity(library, root));
  const declared = lazy(() =>
    isOld ? fieldOf(root, 'securityDefinitions') : fieldOf(components(), 'securitySchemes'),
  );
  const schemes = lazy(() => readSchemes(library, followed(library, declared())));
  const inherited = earlier === null ? undefined : surroundings.get(earlier);
  // The items alone, since a contract must not keep the one before it, which keeps the one before that.
  const { paths: pathsBefore = [], webhooks: webhooksBefore = [] } = earlier ?? {};
  const around: Surroundings = inherited ?? {
    version,
    library,
    root,
    get security() {
      return security();
    },
    get servers() {
      return servers();
    },
  };
  const open = lazy(() => whyOpen(library, root, declared()));
  const paths = lazy(() => readItems(around, followed(library, fieldOf(root, 'paths')), 'path', pathsBefore));
  const webhooks = lazy(() =>
    readItems(around, followed(library, fieldOf(root, 'webhooks')), 'webhook', webhooksBefore),
  );
  const operations = lazy(() => paths().flatMap((item) => item.operations));
  const outgoing = lazy(() => [
    ...webhooks().flatMap((item) => item.operations),
    ...[...operations(), ...webhooks().flatMap((item) => item.operations)].flatMap(({ callbacks }) =>
      callbacks.flatMap((item) => item.operations),
    ),
  ]);
  const contract: Contract = {
    file: root.file,
    root,
    version,
    library,
    get title() {
      return textAt(get(root, 'info'), 'title');
    },
    get servers() {
      return around.servers;
    },
    get security() {
      return around.security;
    },
    get declared() {
      return declared();
    },
    get schemes() {
      return schemes();
    },
    get paths() {
      return paths();
    },
    get webhooks() {
      return webhooks();
    },
    get operations() {
      return operations();
    },
    get outgoing() {
      return outgoing();
    },
    get isLibrary() {
      return fieldOf(root, 'paths') === null && fieldOf(root, 'webhooks') === null;
    },
    component: (kind) =>
      isOld ? get(root, kind === 'schemas' ? 'definitions' : kind) : get(components(), kind),
    schemeNamed: (name) => {
      const scheme = schemes().get(name);
      if (scheme !== undefined) return { kind: 'declared', scheme };
      if (TEMPLATE.test(name)) return { kind: 'unknown', reason: 'a template fills in the name of a scheme' };
      const byUri = atLeast(version, '3.2') ? schemeByUri(library, root, name) : null;
      if (byUri !== null) return byUri;
      const reason = open();
      return reason === null ? { kind: 'undeclared' } : { kind: 'unknown', reason };
    },
  };
  surroundings.set(contract, around);
  return contract;
}

/**
 * From 3.2 on a requirement may name a scheme by its URI (OAS 3.2, Security Requirement Object); `null` for a name that
 * leads nowhere.
 */
function schemeByUri(library: Library, root: Part, uri: string): NamedScheme | null {
  const found = follow(library, root, uri, root);
  // A word that could be a component's name is one that is misspelt, not a file without an ending.
  if (found.kind === 'unknown' && /^[\w.-]+$/.test(uri) && !/\.(?:ya?ml|json)$/i.test(uri)) return null;
  if (found.kind === 'unknown') return { kind: 'unknown', reason: `${uri} cannot be followed` };
  if (found.kind === 'missing') return null;
  const { parent, pointer } = found.part.node;
  const key = pointer.split('/').at(-1)?.replaceAll('~1', '/').replaceAll('~0', '~') ?? '';
  const entry = parent?.kind === 'map' ? parent.entry(key) : null;
  if (entry === null) return { kind: 'unknown', reason: `${uri} is a document of its own` };
  return { kind: 'declared', scheme: readScheme(library, { file: found.part.file, entry }) };
}

/** A name that a template fills in, whole or in part. */
const TEMPLATE = /\{\{|\{%|<%|\$\{/;

/** Lines of a template, which may put in any keys. */
const TEMPLATE_LINE = /^[ \t]*(?:\{\{|\{%|<%)/m;

/** Why there may be schemes that cannot be seen; `null` where all are known. */
function whyOpen(library: Library, root: Part, declared: Field | null): string | null {
  const steps = [get(root, 'components'), valueIn(declared)];
  for (const part of steps) {
    if (part === null) continue;
    const found = resolve(library, part);
    if (found.kind !== 'found') return 'not all schemes can be read';
    if (isHidden(found.part) || hasHiddenKeys(found.part)) return 'a template fills in schemes';
  }
  const known = library.known(root.file);
  const isTemplate = known?.ask('lines of templates', (text) => TEMPLATE_LINE.test(text)) ?? false;
  return isTemplate ? 'a template may fill in schemes' : null;
}

function followed(library: Library, field: Field | null): Part | null {
  if (field === null) return null;
  const found = resolve(library, { file: field.file, node: field.entry.value });
  return found.kind === 'found' ? found.part : null;
}

/** The entries of a part of the components. */
export function componentsOf(
  contract: Contract,
  kind: 'responses' | 'parameters' | 'headers',
): readonly Field[] {
  return fieldsOf(contract.component(kind));
}
