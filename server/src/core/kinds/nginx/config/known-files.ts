// Files that packages install beside nginx, by what matters of them here, for when they are not among the files.
// (Debian nginx-common 1.22.1 and certbot's nginx plugin; their other directives have no bearing on who is let in.)

const KNOWN: readonly (readonly [name: RegExp, text: string])[] = [
  [/(^|\/)mime\.types$/, ''],
  [/(^|\/)(fastcgi_params|fastcgi\.conf|uwsgi_params|scgi_params|koi-utf|koi-win|win-utf)(\.default)?$/, ''],
  [/(^|\/)options-ssl-nginx\.conf$/, ''],
  [/(^|\/)snippets\/snakeoil\.conf$/, ''],
  [/(^|\/)snippets\/fastcgi-php\.conf$/, 'try_files $fastcgi_script_name =404;'],
  [
    /(^|\/)proxy_params$/,
    [
      'proxy_set_header Host $http_host;',
      'proxy_set_header X-Real-IP $remote_addr;',
      'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
      'proxy_set_header X-Forwarded-Proto $scheme;',
    ].join('\n'),
  ],
];

/** What is known of a packaged file, `null` for any other. */
export function knownFile(path: string): string | null {
  return KNOWN.find(([name]) => name.test(path))?.[1] ?? null;
}
