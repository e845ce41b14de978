// What is true of a contract as a whole: worked out when it is first asked for, once for all rules.
import type { Contract } from '../../kinds/openapi/contract';
import type { OpenApiLayer } from '../../kinds/openapi/layer';
import { lazy } from '../../kinds/openapi/lazy';
import type { Operation } from '../../kinds/openapi/operation';
import { get } from '../../kinds/openapi/part';
import type { Alternative, Demand, Security } from '../../kinds/openapi/security';
import type { FileId } from '../../text/span';
import { hasOtherCause } from './causes';
import { forgottenOperations } from './forgotten';
import { isTokenEndpoint } from './token-endpoints';

/** A name in a requirement with where it is: the root (`null`), an operation, a webhook or a callback. */
export type Use = {
  readonly demand: Demand;
  readonly alternative: Alternative;
  readonly operation: Operation | null;
};

/** Gateways whose extensions a document uses. */
export type Gateway = 'aws' | 'google' | 'azure' | 'kong';

export type Facts = {
  /** The operations of all paths without those that are marked `x-internal`. */
  readonly operations: readonly Operation[];
  /** Those that nobody may call without credentials. */
  readonly secured: readonly Operation[];
  /** Those that everybody may call, by `[]`, by `{}`, or since nothing demands anything. */
  readonly open: readonly Operation[];
  /** Every name in every requirement, those of the root, of webhooks and of callbacks among them. */
  readonly uses: readonly Use[];
  /** The uses of each name. */
  readonly usesOf: ReadonlyMap<string, readonly Use[]>;
  /** The name that is demanded most often, and that is declared; `null` where there is none. */
  readonly mainScheme: string | null;
  readonly gateways: ReadonlySet<Gateway>;
  /** The document beside the entry that declares a scheme of that name, if the contract reaches one. */
  declaredElsewhere(name: string): FileId | null;
  /** Those that demand nothing although nearly all others demand something. */
  readonly forgotten: ReadonlySet<Operation>;
  /** Whether an operation's missing or wrong protection has a cause that another rule reports. */
  isExplained(operation: Operation): boolean;
  /** Whether an operation hands out the very tokens that it demands. */
  isTokenEndpoint(operation: Operation): boolean;
};

const known = new WeakMap<Contract, Facts>();

/** The facts of a contract. */
export function factsOf(contract: Contract, layer: OpenApiLayer): Facts {
  let facts = known.get(contract);
  if (facts === undefined) {
    facts = workOut(contract, layer);
    known.set(contract, facts);
  }
  return facts;
}

/** The operations that something holds for: the same list where that is all of them, since much is kept by their list. */
function those(all: readonly Operation[], holds: (operation: Operation) => boolean): readonly Operation[] {
  const some = all.filter(holds);
  return some.length === all.length ? all : some;
}

function workOut(contract: Contract, layer: OpenApiLayer): Facts {
  const operations = lazy(() => those(contract.operations, (operation) => !operation.isMarked('x-internal')));
  const secured = lazy(() => those(operations(), ({ effective }) => effective.access === 'secured'));
  const open = lazy(() => operations().filter(({ effective }) => effective.access === 'public'));
  const uses = lazy(() => [...allUses(contract)]);
  const byName = lazy(() => groupByName(uses()));
  const gateways = lazy(() => gatewaysOf(layer));
  const forgotten = lazy(() => forgottenOperations(contract, operations()));
  return {
    get operations() {
      return operations();
    },
    get secured() {
      return secured();
    },
    get open() {
      return open();
    },
    get uses() {
      return uses();
    },
    get usesOf() {
      return byName();
    },
    get mainScheme() {
      return mainScheme(contract, byName());
    },
    get gateways() {
      return gateways();
    },
    declaredElsewhere: (name) => declaredElsewhere(contract, layer, name),
    get forgotten() {
      return forgotten();
    },
    isExplained: (operation) => hasOtherCause(contract, operation) || forgotten().has(operation),
    isTokenEndpoint: (operation) => isTokenEndpoint(contract, operation),
  };
}

function* allUses(contract: Contract): Generator<Use> {
  yield* usesIn(contract.security, null);
  for (const operation of contract.operations) yield* usesIn(operation.own, operation);
  for (const operation of contract.outgoing) yield* usesIn(operation.own, operation);
}

function* usesIn(security: Security, operation: Operation | null): Generator<Use> {
  if (security.kind !== 'list') return;
  for (const alternative of security.alternatives) {
    for (const demand of alternative.demands) yield { demand, alternative, operation };
  }
}

function groupByName(uses: readonly Use[]): ReadonlyMap<string, readonly Use[]> {
  const byName = new Map<string, Use[]>();
  for (const use of uses) {
    const same = byName.get(use.demand.name);
    if (same === undefined) byName.set(use.demand.name, [use]);
    else same.push(use);
  }
  return byName;
}

/** One use at the root counts for all operations that inherit it. */
function mainScheme(contract: Contract, uses: ReadonlyMap<string, readonly Use[]>): string | null {
  const heirs = contract.operations.filter(({ effective }) => effective.from === 'root').length;
  let best: string | null = null;
  let most = 0;
  for (const name of contract.schemes.keys()) {
    const count = (uses.get(name) ?? []).reduce(
      (sum, { operation }) => sum + (operation === null ? heirs + 1 : 1),
      0,
    );
    if (count <= most) continue;
    most = count;
    best = name;
  }
  return best;
}

function declaredElsewhere(contract: Contract, { documents }: OpenApiLayer, name: string): FileId | null {
  for (const [file, { data }] of documents) {
    if (file === contract.file) continue;
    const root = { file, node: data.root };
    const declared = get(get(root, 'components'), 'securitySchemes') ?? get(root, 'securityDefinitions');
    if (get(declared, name) !== null) return file;
  }
  return null;
}

const EXTENSIONS: Readonly<Record<Gateway, string>> = {
  aws: 'x-amazon-apigateway-',
  google: 'x-google-',
  azure: 'x-azure-api-',
  kong: 'x-kong-',
};

/** Any of them: most documents have none, and are searched once. */
const ANY_EXTENSION = /x-(?:amazon-apigateway|google|azure-api|kong)-/;

function gatewaysOf({ documents }: OpenApiLayer): ReadonlySet<Gateway> {
  const all = [...documents.values()].filter(({ known }) =>
    known.ask('has extensions of gateways', (text) => text.includes('x-') && ANY_EXTENSION.test(text)),
  );
  const found = new Set<Gateway>();
  for (const gateway of ['aws', 'google', 'azure', 'kong'] as const) {
    if (all.some(({ known }) => known.has(EXTENSIONS[gateway]))) found.add(gateway);
  }
  return found;
}
