// `security` as it is written: requirements, what each demands, and every wrong shape as such.
import { mayBeFilled } from './filled';
import {
  type Field,
  fieldOf,
  isHidden,
  isNull,
  itemsOf,
  type Part,
  textOf,
  valueIn,
  writtenFields,
} from './part';
import type { Library } from './references';

/** A name in a requirement, with what is asked of the scheme. */
export type Demand = {
  readonly name: string;
  /** The name with its value. */
  readonly field: Field;
  /** What stands behind the name: a list is right. */
  readonly shape: 'list' | 'null' | 'map' | 'scalar' | 'hidden';
  /** Scopes, or roles from 3.1 on. */
  readonly scopes: readonly { readonly name: string; readonly part: Part }[];
};

/** An item of `security`, one way to be let in: all that it demands. Without demands (`{}`) it lets everybody in. */
export type Alternative = {
  readonly part: Part;
  /** `set` is right; `name` is a bare name (`- bearerAuth`), `hidden` what a template fills in. */
  readonly shape: 'set' | 'name' | 'null' | 'other' | 'hidden';
  readonly demands: readonly Demand[];
};

/** The `security` of a document or an operation. */
export type Security =
  | { readonly kind: 'absent' }
  /** Nothing, or `null`: neither public nor inherited for sure. */
  | { readonly kind: 'null'; readonly field: Field }
  | { readonly kind: 'list'; readonly field: Field; readonly alternatives: readonly Alternative[] }
  /** A map or a text where a list belongs. */
  | { readonly kind: 'malformed'; readonly field: Field; readonly value: Part }
  /** A template fills it in; `field` is `null` where it may put in the key as well. */
  | { readonly kind: 'hidden'; readonly field: Field | null };

/** Reads the `security` of a root or an operation. */
export function readSecurity(library: Library, owner: Part | null): Security {
  const field = fieldOf(owner, 'security');
  const value = valueIn(field);
  if (field === null || value === null) {
    const isFilled = owner !== null && mayBeFilled(library, owner);
    return isFilled ? { kind: 'hidden', field: null } : { kind: 'absent' };
  }
  if (isHidden(value)) return { kind: 'hidden', field };
  if (isNull(value)) return { kind: 'null', field };
  if (isOfCloudFormation(value)) return { kind: 'hidden', field };
  if (value.node.kind !== 'list') return { kind: 'malformed', field, value };
  if (mayBeFilled(library, value)) return { kind: 'hidden', field };
  return { kind: 'list', field, alternatives: itemsOf(value).map(readAlternative) };
}

/** The key of a `security`; `null` where none is written. */
export function securityField(security: Security): Field | null {
  return security.kind === 'absent' ? null : security.field;
}

/** A function of AWS CloudFormation, which makes the value when it is deployed: `Fn::If: […]`. */
function isOfCloudFormation({ node }: Part): boolean {
  return (
    node.kind === 'map' && node.effective.length === 1 && node.effective[0]?.key.startsWith('Fn::') === true
  );
}

function readAlternative(part: Part): Alternative {
  if (isHidden(part) || isOfCloudFormation(part)) return { part, shape: 'hidden', demands: [] };
  if (part.node.kind === 'map') {
    const merged = part.node.effective.map((entry) => ({ file: part.file, entry }));
    const fields = merged.length > 0 ? merged : writtenFields(part);
    return { part, shape: 'set', demands: fields.map(readDemand) };
  }
  if (isNull(part)) return { part, shape: 'null', demands: [] };
  return { part, shape: textOf(part) === null ? 'other' : 'name', demands: [] };
}

function readDemand(field: Field): Demand {
  const value = { file: field.file, node: field.entry.value };
  const scopes = itemsOf(value).flatMap((part) => {
    const name = textOf(part);
    return name === null ? [] : [{ name, part }];
  });
  return { name: field.entry.key, field, shape: shapeOf(value), scopes };
}

function shapeOf(value: Part): Demand['shape'] {
  if (isHidden(value)) return 'hidden';
  if (isNull(value)) return 'null';
  return value.node.kind === 'list' ? 'list' : value.node.kind === 'map' ? 'map' : 'scalar';
}

/**
 * Who gets in. `public`: everybody; `optional`: everybody, and whoever has credentials may send them; `secured`: only
 * who has them; `unknown`: what decides it cannot be read.
 */
export type Access = 'public' | 'optional' | 'secured' | 'unknown';

/** What holds for an operation, and where it comes from. */
export type Effective = {
  readonly access: Access;
  /** Who says so: the operation, the root of the document, or nobody. */
  readonly from: 'operation' | 'root' | 'nobody';
  /** The `security` that decides. */
  readonly security: Security;
  /** Its alternatives, `{}` among them. */
  readonly alternatives: readonly Alternative[];
};

/**
 * The operation's own `security` replaces the root's, never adds to it (OAS 3.x, Operation Object). One that is
 * `null` counts as not there, as most readers take it.
 */
export function effectiveOf(own: Security, root: Security): Effective {
  if (own.kind !== 'absent' && own.kind !== 'null') return readEffective(own, 'operation');
  let effective = inherited.get(root);
  if (effective === undefined) {
    effective = readEffective(root, 'root');
    inherited.set(root, effective);
  }
  return effective;
}

/** What those get that say nothing themselves, by the root's: the same object for all of them. */
const inherited = new WeakMap<Security, Effective>();

function readEffective(security: Security, from: 'operation' | 'root'): Effective {
  if (security.kind === 'absent' || security.kind === 'null')
    return { access: 'public', from: 'nobody', security, alternatives: [] };
  if (security.kind !== 'list') return { access: 'unknown', from, security, alternatives: [] };
  const { alternatives } = security;
  return { access: accessOf(alternatives), from, security, alternatives };
}

function accessOf(alternatives: readonly Alternative[]): Access {
  if (alternatives.some(({ shape }) => shape !== 'set')) return 'unknown';
  const open = alternatives.filter(({ demands }) => demands.length === 0).length;
  if (open === alternatives.length) return 'public';
  return open > 0 ? 'optional' : 'secured';
}
