// Reads a settings file: what can be followed of it, and what cannot, each with its place.
import * as v from 'valibot';
import type { SyntaxProblem } from '../kinds/kind';
import { parseYaml, type ValuePath, type ValueTree } from '../syntax/yaml';
import { closest } from '../text/closest';
import { folderOf } from '../text/path';
import type { FileId } from '../text/span';
import type { ConfigFile } from './config';
import { DEFAULT_CONFIG } from './defaults';
import { globsOf } from './glob';
import { CONFIG_SCHEMA, type Config } from './schema';

/** What a schema's type is called for people. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  Object: 'a mapping of names to values',
  Array: 'a list',
  string: 'a text',
};

/**
 * Reads the text of a settings file. One with mistakes counts as far as it is right.
 * @param folder the folder that it governs, `''` for all files; its own folder without it
 */
export function readConfig(
  file: FileId,
  text: string,
  ruleIds: readonly string[],
  folder: FileId = folderOf(file),
): ConfigFile {
  const tree = parseYaml(text);
  const problems: SyntaxProblem[] = [...tree.problems];
  const config = problems.length > 0 ? DEFAULT_CONFIG : validate(tree, problems);
  for (const path of rulePaths(config)) {
    const name = String(path.at(-1) === 'rule' ? config.ignore[Number(path[1])]?.rule : path.at(-1));
    if (ruleIds.includes(name)) continue;
    const span = path.at(-1) === 'rule' ? tree.spanOf(path) : tree.keySpanOf(path);
    problems.push({ span, message: `No rule is called "${name}"${suggestion(name, ruleIds)}` });
  }
  return { file, text, folder, config, globs: globsOf(config), problems };
}

function validate(tree: ValueTree, problems: SyntaxProblem[]): Config {
  const value = tree.value ?? {};
  if (Array.isArray(value)) {
    // To valibot a list is an object, one without keys.
    problems.push({
      span: tree.spanOf([]),
      message: `The settings should be ${TYPE_NAMES.Object}, not a list.`,
    });
    return DEFAULT_CONFIG;
  }
  const result = v.safeParse(CONFIG_SCHEMA, value);
  if (result.success) return result.output;
  const wrong = new Set<string>();
  for (const issue of result.issues) {
    const path = pathOf(issue);
    const key = path[0];
    if (key !== undefined) wrong.add(String(key));
    problems.push({ span: spanOf(issue, tree, path), message: messageOf(issue, path) });
  }
  return withoutKeys(value, wrong);
}

/** The settings whose keys are right; those with a mistake stay at their defaults. */
function withoutKeys(value: unknown, wrong: ReadonlySet<string>): Config {
  if (typeof value !== 'object' || value === null) return DEFAULT_CONFIG;
  const right = Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key)));
  const again = v.safeParse(CONFIG_SCHEMA, right);
  return again.success ? again.output : DEFAULT_CONFIG;
}

type Issue = v.InferIssue<typeof CONFIG_SCHEMA>;

function pathOf(issue: Issue): ValuePath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

function isUnknownKey(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

function spanOf(issue: Issue, tree: ValueTree, path: ValuePath) {
  return isUnknownKey(issue) ? tree.keySpanOf(path) : tree.spanOf(path);
}

function messageOf(issue: Issue, path: ValuePath): string {
  const key = String(path.at(-1) ?? '');
  if (isUnknownKey(issue)) return `There is no setting "${key}" here${suggestion(key, keysAt(path))}`;
  if (issue.received === 'undefined') return `"${key}" is missing here.`;
  const name = nameOf(path);
  if (issue.type === 'min_length') return `${name} must not be empty.`;
  if (issue.type === 'max_length') return `${name} is too long.`;
  const wanted = issue.expected ?? '';
  const options = [...wanted.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
  if (options.length > 0) return `${issue.received} is not one of ${options.join(', ')}.`;
  return `${name} should be ${TYPE_NAMES[wanted] ?? wanted}, not ${TYPE_NAMES[issue.received] ?? issue.received}.`;
}

function nameOf(path: ValuePath): string {
  const key = path.at(-1);
  if (key === undefined) return 'The settings';
  return typeof key === 'number' ? `An entry of "${path.at(-2)}"` : `"${key}"`;
}

function keysAt(path: ValuePath): readonly string[] {
  const entries =
    path.length === 1 ? CONFIG_SCHEMA.entries : CONFIG_SCHEMA.entries.ignore.wrapped.pipe[0].item.entries;
  return Object.keys(entries).filter((key) => key !== '$schema');
}

/** The places at which the settings name a rule. */
function rulePaths(config: Config): readonly ValuePath[] {
  return [
    ...Object.keys(config.rules).map((id) => ['rules', id]),
    ...config.ignore.map((_, index) => ['ignore', index, 'rule']),
  ];
}

/** The end of a sentence about an unknown word. */
function suggestion(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates);
  return near === null ? '.' : `; did you mean "${near}"?`;
}
