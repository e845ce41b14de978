// The table of commands and options: arguments are read by it, and help is printed from it.

export type Option = {
  readonly name: string;
  readonly short?: string;
  /** What its value is called in help; an option without one is a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly repeatable?: boolean;
  readonly help: string;
};

export type CommandName = 'check' | 'explain' | 'routes' | 'rules' | 'init' | 'lsp';

export type Command = {
  readonly name: CommandName;
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly Option[];
  readonly examples: readonly string[];
};

const SEVERITIES = ['error', 'warning', 'info'];

const CONFIG: Option = {
  name: 'config',
  value: 'FILE',
  help: 'settings for all files, instead of the nearest authlint.yaml',
};

const STDIN_FILENAME: Option = {
  name: 'stdin-filename',
  value: 'FILE',
  help: 'the name of the text on standard input, when PATH is -',
};

/** Options that every command has. */
export const COMMON: readonly Option[] = [
  { name: 'help', short: 'h', help: 'show this help' },
  { name: 'version', short: 'V', help: 'show the version' },
];

function format(...choices: readonly string[]): Option {
  return {
    name: 'format',
    value: choices.join('|'),
    choices,
    help: `how to show it; ${choices[0]} by default`,
  };
}

export const COMMANDS: readonly Command[] = [
  {
    name: 'check',
    usage: 'authlint [check] [PATH…]',
    summary: 'finds what answers 401 where it should not, and what should and does not',
    options: [
      format('pretty', 'json', 'sarif', 'github', 'junit'),
      { name: 'fix', help: 'apply the fixes that are safe, until none is left' },
      { name: 'fix-dry-run', help: 'show what --fix would change, as a unified diff' },
      {
        name: 'fail-on',
        value: 'error|warning|info|never',
        choices: [...SEVERITIES, 'never'],
        help: 'the least severity that makes the exit status 1; warning by default',
      },
      {
        name: 'rule',
        value: 'ID=SEVERITY',
        repeatable: true,
        help: 'the severity of a rule: off, info, warning or error',
      },
      CONFIG,
      { name: 'baseline', value: 'FILE', help: 'leave out the findings that this file lists' },
      { name: 'write-baseline', value: 'FILE', help: 'list all findings of now in this file' },
      { name: 'watch', help: 'check again whenever a file changes' },
      STDIN_FILENAME,
    ],
    examples: ['authlint', 'authlint nginx.conf --format json', 'authlint deploy --fix'],
  },
  {
    name: 'explain',
    usage: 'authlint explain "METHOD URL" [PATH…]',
    summary: 'says who answers a request, line by line',
    options: [
      {
        name: 'header',
        short: 'H',
        value: '"NAME: VALUE"',
        repeatable: true,
        help: 'a header of the request',
      },
      { name: 'from', value: 'ADDRESS', help: 'the address of the client; 203.0.113.1 by default' },
      {
        name: 'credentials',
        value: 'valid|invalid',
        choices: ['valid', 'invalid'],
        help: 'whether the credentials in the request are right; valid by default',
      },
      {
        name: 'requests',
        value: 'FILE',
        help: 'many requests from a JSON file, with what is expected of them',
      },
      { name: 'entry', value: 'FILE', help: 'a file of the layer that meets the client' },
      CONFIG,
      STDIN_FILENAME,
      format('pretty', 'json'),
    ],
    examples: [
      'authlint explain "GET http://shop.example/admin/"',
      'authlint explain "OPTIONS /api/orders" -H "Origin: https://shop.example" nginx.conf',
      'authlint explain --requests auth-requests.json',
    ],
  },
  {
    name: 'routes',
    usage: 'authlint routes [PATH…]',
    summary: 'shows the auth map: every route and what it requires',
    options: [format('pretty', 'json', 'markdown', 'html'), CONFIG, STDIN_FILENAME],
    examples: ['authlint routes', 'authlint routes --format html > auth-map.html'],
  },
  {
    name: 'rules',
    usage: 'authlint rules [ID]',
    summary: 'lists all rules, or shows the page of one',
    options: [format('pretty', 'json')],
    examples: ['authlint rules', 'authlint rules nginx/syntax'],
  },
  {
    name: 'init',
    usage: 'authlint init',
    summary: 'writes an authlint.yaml that explains itself',
    options: [],
    examples: ['authlint init'],
  },
  {
    name: 'lsp',
    usage: 'authlint lsp --stdio',
    summary: 'is a language server for any editor',
    options: [{ name: 'stdio', help: 'speak over standard input and output' }],
    examples: ['authlint lsp --stdio'],
  },
];
