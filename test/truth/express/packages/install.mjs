// Installs the packages of Express programs into this folder, and makes a tree of them for each pair of versions that
// programs may ask for. Does nothing when all is there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');
const ready = path.join(modules, '.ready');
/** Node looks for packages in folders of this name only. */
const trees = path.join(modules, '.trees');

/** The packages that are installed in several versions: the folder of each major version. */
const VERSIONS = {
  express: { 4: 'express-4', 5: 'express' },
  'express-jwt': { 6: 'express-jwt-6', 7: 'express-jwt-7', 8: 'express-jwt' },
  'express-unless': { 1: 'express-unless-1', 2: 'express-unless' },
};

/** Packages that others stand for, since they would have to be compiled. */
const STAND_INS = { bcrypt: 'bcryptjs' };

/** Makes the packages ready; throws where npm cannot install them. */
export function installPackages() {
  const wanted = fingerprint();
  if (existsSync(ready) && readFileSync(ready, 'utf8') === wanted) return;
  const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stdout, stderr, error } = spawnSync('npm', ['ci', ...flags], {
    cwd: here,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm ci in ${here} ended with ${status ?? error}\n${stdout}${stderr}`);
  makeTrees();
  writeFileSync(ready, wanted);
}

/**
 * A folder of links for each choice of versions, named after them: `5-8-2`. Programs run with --preserve-symlinks, so
 * that a package which loads Express itself gets the program's own.
 */
function makeTrees() {
  rmSync(trees, { recursive: true, force: true });
  const names = packageNames();
  const choices = Object.entries(VERSIONS).reduce(
    (all, [name, folders]) =>
      all.flatMap(({ key, chosen }) =>
        Object.entries(folders).map(([version, folder]) => ({
          key: [...key, version],
          chosen: { ...chosen, [name]: folder },
        })),
      ),
    [{ key: [], chosen: STAND_INS }],
  );
  for (const { key, chosen } of choices) {
    for (const name of [...names, ...Object.keys(STAND_INS)]) {
      const link = path.join(trees, key.join('-'), 'node_modules', name);
      mkdirSync(path.dirname(link), { recursive: true });
      symlinkSync(path.join(modules, chosen[name] ?? name), link);
    }
  }
}

/** All installed packages, with those of a scope one by one. */
function packageNames() {
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@')
        ? readdirSync(path.join(modules, name)).map((inner) => `${name}/${inner}`)
        : [name],
    )
    .filter((name) => lstatSync(path.join(modules, name)).isDirectory());
}

/** Changes whenever an installation by another version of these files would come out differently. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'install.mjs']) hash.update(readFileSync(path.join(here, file)));
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) installPackages();
