// The versions of the specification, and what a document says of its own.
import { type Field, fieldOf, type Part, textOf, valueIn } from './part';

const FAMILIES = ['2.0', '3.0', '3.1', '3.2'] as const;

/** The versions that differ in what they mean; patch releases do not. */
export type Family = (typeof FAMILIES)[number];

export type Version = {
  readonly family: Family;
  /** As it is written, such as `3.0.3`. */
  readonly written: string;
  /** The key `openapi` or `swagger` with it. */
  readonly field: Field;
};

/**
 * The version of a document by its root; `null` for what is none. Half a version, or one that a template fills in,
 * is read as the nearest: a version that is newer than all known ones as the newest.
 */
export function versionOf(root: Part): Version | null {
  const swagger = fieldOf(root, 'swagger');
  const openapi = fieldOf(root, 'openapi');
  if (openapi !== null) return openapiVersion(openapi);
  if (swagger === null) return null;
  const written = textOf(valueIn(swagger)) ?? '';
  return /^2(\.|$)/.test(written) || written === '' ? { family: '2.0', written, field: swagger } : null;
}

function openapiVersion(field: Field): Version | null {
  const written = textOf(valueIn(field)) ?? '';
  const match = /^3(?:\.(\d+))?/.exec(written);
  if (match === null) return written === '' ? { family: '3.0', written, field } : null;
  const minor = Number(match[1] ?? 0);
  const family = minor === 0 ? '3.0' : minor === 1 ? '3.1' : '3.2';
  return { family, written, field };
}

/** Whether a version is that one or a newer one. */
export function atLeast({ family }: Version, other: Family): boolean {
  return FAMILIES.indexOf(family) >= FAMILIES.indexOf(other);
}
