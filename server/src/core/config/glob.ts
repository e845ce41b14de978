// Globs of the settings, by picomatch: `*` stays within a folder, `**` does not, and a folder stands for all in it.
import picomatch from 'picomatch/posix';

/** Whether a path, relative and with `/`, matches any of these globs. */
export type PathTest = (path: string) => boolean;

/** Compiles globs once. A glob without a slash is for names in any folder, as in .gitignore. */
export function globTest(globs: readonly string[]): PathTest {
  if (globs.length === 0) return () => false;
  const patterns = globs.flatMap((glob) => {
    const path = glob.replace(/^\.?\//, '').replace(/\/+$/, '');
    const anchored = path !== glob.replace(/\/+$/, '') || path.includes('/') ? path : `**/${path}`;
    return [anchored, `${anchored}/**`];
  });
  const test = picomatch(patterns, { dot: true });
  return (path) => test(path.replace(/^\//, ''));
}

/** Compiles globs of URL paths, which all start at the root. */
export function urlPathTest(globs: readonly string[]): PathTest {
  if (globs.length === 0) return () => false;
  const test = picomatch(
    globs.map((glob) => glob.replace(/^\/?/, '/')),
    { dot: true },
  );
  return (path) => test(path.replace(/\?.*$/s, ''));
}
