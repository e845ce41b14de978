// Baselines: findings that a project has for now, listed by fingerprints so that lines may move.
import { promises } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import {
  type Analysis,
  type Finding,
  fingerprintsOf,
  joinPath,
  relativeTo,
  routeAt,
  routes,
  type Source,
} from '../core';
import { toFileId } from '../host/files';
import { writeAtomically } from '../host/write';
import { type Io, reasonOf, UsageError } from './io';

const schema = v.object({
  version: v.literal(1),
  findings: v.array(v.object({ rule: v.string(), file: v.string(), fingerprint: v.string() })),
});

export type Baseline = v.InferOutput<typeof schema> & {
  /** The folder that the names of its files start from. */
  readonly folder: string;
};

/** Reads a baseline that --write-baseline wrote. */
export async function readBaseline(path: string, io: Io): Promise<Baseline> {
  const file = resolve(io.cwd, path);
  const text = await promises.readFile(file, 'utf8').catch(() => null);
  if (text === null) {
    throw new UsageError(`--baseline: ${path} cannot be read. Write it with --write-baseline ${path}.`);
  }
  const result = v.safeParse(schema, parseJson(text));
  if (!result.success) throw new UsageError(`--baseline: ${path} is no baseline of version 1.`);
  return { ...result.output, folder: toFileId(dirname(file)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export type Compared = {
  /** The findings that the baseline does not list. */
  readonly fresh: readonly Finding[];
  /** How many findings it does list. */
  readonly known: number;
  /** How many of its entries, of files that were looked at, are no findings any more. */
  readonly gone: number;
};

/** Holds the findings against a baseline. */
export function compareWith(baseline: Baseline, analysis: Analysis, source: Source): Compared {
  const fingerprints = fingerprintsIn(analysis, source, baseline.folder);
  const listed = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const fresh = analysis.findings.filter((_, i) => !listed.has(fingerprints[i] ?? ''));
  const now = new Set(fingerprints);
  const gone = baseline.findings.filter(
    ({ file, fingerprint }) =>
      !now.has(fingerprint) && analysis.documents.has(joinPath(baseline.folder, file)),
  );
  return { fresh, known: analysis.findings.length - fresh.length, gone: gone.length };
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
