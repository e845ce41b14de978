// Reads a settings file: what can be followed of it, and what cannot, each with its place.
import * as v from 'valibot';
import type { SyntaxProblem } from '../kinds/kind';
import { parseYaml, type ValuePath, type ValueTree } from '../syntax/yaml';
import { closest } from '../text/closest';
import { folderOf } from '../text/path';
import type { FileId } from '../text/span';
import type { ConfigFile } from './config';
import { CONFIG_SCHEMA, type Config, DEFAULT_CONFIG } from './schema';

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
    problems.push({ span, message: `No rule is called "${name}"${suggestion(name, ruleIds)}.` });
  }
  return { file, text, folder, config, problems };
}

function validate(tree: ValueTree, problems: SyntaxProblem[]): Config {
  const value = tree.value ?? {};
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

/** What a schema's type is called for people. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  Object: 'a mapping of names to values',
  Array: 'a list',
  string: 'a text',
};

function messageOf(issue: Issue, path: ValuePath): string {
  const name = path.at(-1) ?? 'settings';
  if (isUnknownKey(issue))
    return `There is no setting "${name}" here${suggestion(String(name), keysAt(path))}.`;
  if (issue.received === 'undefined') return `"${name}" is missing here.`;
  const wanted = issue.expected ?? '';
  const options = [...wanted.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
  const expected = options.length > 0 ? options.join(', ') : (TYPE_NAMES[wanted] ?? 'something else');
  if (issue.type === 'min_length') return `"${name}" must not be empty.`;
  if (issue.type === 'max_length') return `"${name}" is too long.`;
  return options.length > 0
    ? `${issue.received} is not one of ${expected}.`
    : `"${name}" should be ${expected}, not ${TYPE_NAMES[issue.received] ?? issue.received}.`;
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

function suggestion(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates);
  return near === null ? '' : `; did you mean "${near}"?`;
}
