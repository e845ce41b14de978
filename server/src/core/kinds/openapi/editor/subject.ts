// What a hover is about: an operation with who gets in, a `security` with where it holds, a scheme with what clients send.
import type { Requirement } from '../../../model/requirement';
import type { FileId, Span } from '../../../text/span';
import type { Subject } from '../../editor';
import type { Contract } from '../contract';
import type { OpenApiLayer } from '../layer';
import type { Operation } from '../operation';
import { requirementIn, requirementOf } from '../requirement';
import { requestFor, sentFor } from '../samples';
import type { SecurityScheme } from '../scheme';
import { effectiveOf, type Security, securityField } from '../security';
import { contains, demandsOf, schemeAt, securities } from './find';

/** The subject at an offset of a contract's file. */
export function subjectIn(
  _layer: OpenApiLayer,
  contract: Contract,
  file: FileId,
  offset: number,
): Subject | null {
  const scheme = schemeAt(contract, file, offset);
  if (scheme !== null) return ofScheme(contract, scheme, scheme.field.entry.keySpan);
  for (const { demand } of demandsOf(contract)) {
    const { entry } = demand.field;
    if (demand.field.file !== file || !contains(entry.keySpan, offset)) continue;
    const named = contract.schemeNamed(demand.name);
    if (named.kind === 'declared') return ofScheme(contract, named.scheme, entry.keySpan);
  }
  for (const { security, operation } of securities(contract)) {
    const field = securityField(security);
    if (field?.file !== file) continue;
    if (contains(field.entry.keySpan, offset)) return ofSecurity(contract, security, operation);
  }
  const isHere = ({ field }: Operation) => field.file === file && contains(field.entry.keySpan, offset);
  const operation = contract.operations.find(isHere);
  if (operation !== undefined) return ofOperation(contract, operation, operation.at.span);
  const sent = contract.outgoing.find(isHere);
  return sent === undefined ? null : ofOutgoing(contract, sent, sent.at.span);
}

/** A request that the API itself sends: the root's security is not about it. */
function ofOutgoing(contract: Contract, operation: Operation, span: Span): Subject {
  const requires = requirementIn(contract, effectiveOf(operation.own, { kind: 'absent' }));
  const what = operation.item.kind === 'webhook' ? 'webhook' : 'callback';
  const about = `A ${what}, which the API itself sends: the security of the document is not about it.`;
  const sends = sendsText(requires).replace(' Clients send', ' It sends');
  return {
    span,
    title: `${operation.method} ${operation.path}`,
    about: `${about}${sends}`,
    requires,
    bare: null,
    authorized: null,
  };
}

function ofOperation(
  contract: Contract,
  operation: Operation,
  span: Span,
  about: string | null = null,
): Subject {
  const requires = requirementOf(contract, operation);
  const sent = sentFor(requires);
  return {
    span,
    title: `${operation.method} ${operation.path}`,
    about: `${about ?? originText(operation)}${sendsText(requires)}`,
    requires,
    bare: requestFor(contract, operation),
    authorized: sent === null ? null : requestFor(contract, operation, sent.headers, sent.query),
  };
}

/** Where the requirement comes from, in a sentence. */
function originText({ effective }: Operation): string {
  const { from, access } = effective;
  if (from === 'nobody') return 'Public: neither the operation nor the root of the document has a security.';
  if (from === 'root') return 'Inherits the security of the root of the document.';
  return access === 'public'
    ? 'Public by its own security, whatever the root demands.'
    : 'Its own security replaces the one of the root.';
}

function ofSecurity(contract: Contract, security: Security, operation: Operation | null): Subject | null {
  const field = securityField(security);
  if (field === null) return null;
  const span = field.entry.keySpan;
  if (operation !== null)
    return operation.item.kind === 'path'
      ? ofOperation(contract, operation, span)
      : ofOutgoing(contract, operation, span);
  const heirs = contract.operations.filter(({ effective }) => effective.from === 'root').length;
  const rest = contract.operations.length - heirs;
  const about = `Holds for the ${heirs} operations without a security of their own; ${rest} replace it.`;
  const requires = requirementIn(contract, effectiveOf(security, { kind: 'absent' }));
  return {
    span,
    title: 'security',
    about: `${about}${sendsText(requires)}`,
    requires,
    bare: null,
    authorized: null,
  };
}

function ofScheme(contract: Contract, scheme: SecurityScheme, span: Span): Subject {
  const requires = checkOf(scheme);
  const count = countUses(contract, scheme);
  const used = count === 1 ? 'One operation demands it.' : `${count} operations demand it.`;
  return {
    span,
    title: scheme.name,
    about: `${used}${sendsText(requires)}`,
    requires,
    bare: null,
    authorized: null,
  };
}

function checkOf({ scheme, name, field }: SecurityScheme): Requirement {
  const at = { file: field.file, span: field.entry.keySpan };
  if (scheme === null) return { kind: 'unknown', reason: 'it does not say what clients send', at };
  return { kind: 'check', scheme, detail: name, scopes: [], at };
}

/** What clients send, as lines of their requests, all ways that there are; `''` where nothing is demanded. */
function sendsText(requires: Requirement): string {
  if (requires.kind === 'open') return '';
  const ways = requires.kind === 'any' ? requires.of : [requires];
  const texts = [...new Set(ways.map(wayText))].filter((text) => text !== null);
  return texts.length === 0 ? '' : ` Clients send ${texts.join(', or ')}.`;
}

/** One way in, such as `Authorization: Bearer <token>`; `null` where nobody can say. */
function wayText(way: Requirement): string | null {
  if (way.kind === 'open') return 'nothing';
  if (way.kind === 'check' && way.scheme.kind === 'mutualTls') return 'a certificate';
  const sent = sentFor(way);
  if (sent === null) return null;
  const headers = sent.headers.map(([name, value]) => `\`${name}: ${value}\``);
  const query = sent.query.map((part) => `\`${part}\` in the query`);
  return [...headers, ...query].join(' with ');
}

function countUses(contract: Contract, { name }: SecurityScheme): number {
  return contract.operations.filter(({ effective }) =>
    effective.alternatives.some(({ demands }) => demands.some((demand) => demand.name === name)),
  ).length;
}
