// Which documents AuthLint serves, whatever file system they are in.

/**
 * Documents of either language id that nginx extensions use, files that are nginx's by their place whatever language they
 * were given, and AuthLint's own settings. The server looks at the text before it says anything about one.
 */
export const SERVED_DOCUMENTS: ({ language: string } | { pattern: string })[] = [
  { language: 'nginx' },
  { language: 'NGINX' },
  { pattern: '**/nginx*.conf' },
  { pattern: '**/nginx/**/*.conf' },
  { pattern: '**/{conf.d,sites-available,sites-enabled}/*' },
  { pattern: '**/authlint.{yaml,yml,json}' },
];

/** Whether a path's name alone makes it worth to tell the server of a change there, asked for or not. */
export function mayMatter(path: string): boolean {
  return /\.(conf|nginx|nginxconf|template)$|\/authlint\.(ya?ml|json)$|\/sites-(available|enabled)\//.test(
    path,
  );
}
