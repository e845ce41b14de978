// A folder for one Express program to run in: its files, and links to the packages in the versions that it wants.

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { TextFile } from '../../../support/workspace';

export type ExpressVersion = 4 | 5;

export type ProgramFolder = {
  readonly path: string;
  /** The version of Express that is linked. */
  readonly version: ExpressVersion;
  /** The files that are programs. */
  readonly sources: readonly TextFile[];
  remove(): void;
};

export const PACKAGES = resolve('test/truth/express/packages');

/** Installs the packages where they are missing or old. */
export function installPackages(): void {
  const run = spawnSync(process.execPath, [join(PACKAGES, 'install.mjs')], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the packages cannot be installed: ${run.stdout}${run.stderr}`);
}

/** Writes files into a folder of their own. */
export function folderOfFiles(files: readonly TextFile[], version: ExpressVersion): ProgramFolder {
  const path = mkdtempSync(join(tmpdir(), 'authlint-program-'));
  for (const { name, text } of files) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return finished(path, version);
}

/** Copies a folder. */
export function folderLike(from: string, version: ExpressVersion): ProgramFolder {
  const path = mkdtempSync(join(tmpdir(), 'authlint-program-'));
  cpSync(from, path, { recursive: true, filter: (name) => !name.includes('node_modules') });
  return finished(path, version);
}

function finished(path: string, version: ExpressVersion): ProgramFolder {
  const manifest = join(path, 'package.json');
  const said = existsSync(manifest) ? readFileSync(manifest, 'utf8') : '';
  const sources = sourcesIn(path);
  const choice = [version, jwtVersion(said, sources), unlessVersion(said, sources)].join('-');
  symlinkSync(join(PACKAGES, 'node_modules/.trees', choice, 'node_modules'), join(path, 'node_modules'));
  return { path, version, sources, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function sourcesIn(path: string): readonly TextFile[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(path, name), 'utf8') }));
}

/** The major version of express-jwt: as package.json says it, else as the programs name its exports. */
function jwtVersion(manifest: string, sources: readonly TextFile[]): number {
  const said = majorIn(manifest, 'express-jwt');
  if (said !== null) return Math.min(8, Math.max(6, said));
  return sources.some(({ text }) => /\bexpressjwt\b/.test(text)) ? 8 : 6;
}

/** The major version of express-unless: since 2 its function has a name. */
function unlessVersion(manifest: string, sources: readonly TextFile[]): number {
  const said = majorIn(manifest, 'express-unless');
  if (said !== null) return said < 2 ? 1 : 2;
  return sources.some(({ text }) => /\bunless\s*=\s*require\(['"]express-unless['"]\)\s*[;\n]/.test(text))
    ? 1
    : 2;
}

function majorIn(manifest: string, name: string): number | null {
  const digits = new RegExp(`"${name}"\\s*:\\s*"[^\\d"]*(\\d+)`).exec(manifest)?.[1];
  return digits === undefined ? null : Number(digits);
}
