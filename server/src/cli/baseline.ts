// Baselines: findings that a project has for now, listed by fingerprints so that lines may move.
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import {
  type Analysis,
  type Finding,
  fingerprintsOf,
  relativeTo,
  routeAt,
  routes,
  type Source,
} from '../core';
import { toFileId } from '../host/files';
import { writeAtomically } from '../host/write';
import { type Io, reasonOf, UsageError } from './io';

export type Baseline = {
  /** The folder that the names in its fingerprints start from. */
  readonly folder: string;
  readonly fingerprints: ReadonlySet<string>;
};

/** Reads a baseline that --write-baseline wrote. */
export async function readBaseline(path: string, io: Io): Promise<Baseline> {
  const file = resolve(io.cwd, path);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null)
    throw new UsageError(`--baseline: ${path} cannot be read. Write it with --write-baseline ${path}.`);
  const fingerprints = listOf(text);
  if (fingerprints === null) throw new UsageError(`--baseline: ${path} is no baseline of version 1.`);
  return { folder: toFileId(dirname(file)), fingerprints: new Set(fingerprints) };
}

function listOf(text: string): readonly string[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1)
    return null;
  if (!('findings' in value) || !Array.isArray(value.findings)) return null;
  const entries: readonly unknown[] = value.findings;
  return entries.flatMap((entry) =>
    typeof entry === 'object' &&
    entry !== null &&
    'fingerprint' in entry &&
    typeof entry.fingerprint === 'string'
      ? [entry.fingerprint]
      : [],
  );
}

/** The findings that a baseline does not list, and how many it does. */
export function withoutKnown(
  baseline: Baseline,
  analysis: Analysis,
  source: Source,
): { readonly fresh: readonly Finding[]; readonly known: number } {
  const fingerprints = fingerprintsIn(analysis, source, baseline.folder);
  const fresh = analysis.findings.filter((_, i) => !baseline.fingerprints.has(fingerprints[i] ?? ''));
  return { fresh, known: analysis.findings.length - fresh.length };
}

/** Lists all findings in a file; answers how many there are. */
export async function writeBaseline(
  path: string,
  analysis: Analysis,
  source: Source,
  io: Io,
): Promise<number> {
  const file = resolve(io.cwd, path);
  const folder = toFileId(dirname(file));
  const name = relativeTo(folder);
  const fingerprints = fingerprintsIn(analysis, source, folder);
  const findings = analysis.findings.map(({ rule, at }, i) => ({
    rule,
    file: name(at.file),
    fingerprint: fingerprints[i],
  }));
  try {
    await writeAtomically(file, `${JSON.stringify({ version: 1, findings }, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`--write-baseline: ${path} cannot be written: ${reasonOf(error)}.`);
  }
  return findings.length;
}

/** The fingerprints of all findings in their order, with file names relative to a folder. */
export function fingerprintsIn(analysis: Analysis, source: Source, folder: string): readonly string[] {
  const rows = routes(analysis);
  const name = relativeTo(folder);
  return fingerprintsOf(
    analysis.findings.map((finding) => ({
      finding,
      name: name(finding.at.file),
      lines: source.line(finding.at.file, source.range(finding.at).start.line),
      route: routeAt(finding.at, rows),
    })),
  );
}
