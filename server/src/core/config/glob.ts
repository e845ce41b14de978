// Globs of the settings, by picomatch: `*` stays within a folder, `**` does not, and a folder stands for all in it.
import picomatch from 'picomatch/posix';
import type { Globs, PathTest } from './config';
import type { Config } from './schema';

/** Compiles the globs of settings. */
export function globsOf(config: Config): Globs {
  return {
    included: config.include === undefined ? null : globTest(config.include),
    excluded: globTest(config.exclude),
    isPublic: urlPathTest(config.public),
    ignored: config.ignore.map(({ file, route }) => ({
      isFile: globTest([file]),
      isPath: urlPathTest(route === undefined ? [] : [route]),
    })),
  };
}

/** A glob without a slash is for names in any folder, as in .gitignore. */
function globTest(globs: readonly string[]): PathTest {
  if (globs.length === 0) return () => false;
  const patterns = globs.flatMap((glob) => {
    const path = glob.replace(/^\.?\//, '').replace(/\/+$/, '');
    const anchored = path !== glob.replace(/\/+$/, '') || path.includes('/') ? path : `**/${path}`;
    return [anchored, `${anchored}/**`];
  });
  const test = picomatch(patterns, { dot: true });
  return (path) => test(path.replace(/^\//, ''));
}

/** Globs of URL paths all start at the root. */
function urlPathTest(globs: readonly string[]): PathTest {
  if (globs.length === 0) return () => false;
  const test = picomatch(
    globs.map((glob) => glob.replace(/^\/?/, '/')),
    { dot: true },
  );
  return (path) => test(path.replace(/\?.*$/s, ''));
}
