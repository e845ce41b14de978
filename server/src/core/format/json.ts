// `check --format json`: version 1 of a shape that other programs depend on.
import type { Expectation, Finding, Fix, Witness } from '../findings/finding';
import { pageOf } from '../findings/rule';
import type { HeaderLine, Request } from '../model/request';
import { urlOf } from '../model/request';
import type { Results } from './results';
import { shownWitness } from './secret';
import type { Source } from './source';

/** The results as a JSON text. */
export function formatJson({ findings, errors, files, source }: Results): string {
  const output = {
    version: 1,
    files,
    findings: findings.map((finding) => findingJson(finding, source)),
    errors: errors.map(({ file, message }) => ({ file: source.name(file), message })),
  };
  return `${JSON.stringify(output, null, 2)}\n`;
}

function findingJson(finding: Finding, source: Source) {
  const witness = shownWitness(finding);
  return {
    rule: finding.rule,
    kind: finding.kind,
    certainty: finding.certainty,
    severity: finding.severity,
    message: finding.message,
    docs: pageOf(finding.rule),
    file: source.name(finding.at.file),
    range: source.range(finding.at),
    related: finding.related.map((label) => ({
      file: source.name(label.file),
      range: source.range(label),
      message: label.message,
    })),
    witness: witness === null ? null : witnessJson(witness),
    fixes: finding.fixes.map((fix, index) => fixJson(fix, index, source)),
  };
}

/** Only what may be applied without a look is preferred. */
function fixJson(fix: Fix, index: number, source: Source) {
  return {
    title: fix.title,
    preferred: index === 0 && fix.safety === 'safe',
    edits: fix.edits.map((edit) => ({
      file: source.name(edit.file),
      range: source.range(edit),
      newText: edit.newText,
    })),
  };
}

function witnessJson({ request, expect }: Witness) {
  return {
    method: request.method,
    url: urlOf(request),
    headers: headersJson(request.headers),
    credentials: carriesCredentials(request) ? request.credentials : 'none',
    expect: expectationJson(expect),
  };
}

/** An expectation with the names of the JSON output; what is not promised is left out. */
function expectationJson(expect: Expectation) {
  return {
    ...(expect.status === undefined ? {} : { status: expect.status }),
    ...(expect.challenges === undefined ? {} : { wwwAuthenticate: expect.challenges }),
    ...(expect.location === undefined ? {} : { location: expect.location }),
    ...(expect.authorization === undefined ? {} : { authorization: expect.authorization }),
  };
}

/** Header lines as an object; a name that occurs more than once has a list of values. */
export function headersJson(
  headers: readonly HeaderLine[],
): Readonly<Record<string, string | readonly string[]>> {
  const object: Record<string, string | readonly string[]> = {};
  for (const [name, value] of headers) {
    const before = object[name];
    object[name] =
      before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value];
  }
  return object;
}

const CARRIERS = /^(proxy-)?authorization$|^cookie$|key|token|auth|secret/i;

/** Whether a request has a header that credentials travel in. */
function carriesCredentials({ headers }: Request): boolean {
  return headers.some(([name]) => CARRIERS.test(name));
}
