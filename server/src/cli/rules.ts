// `authlint rules`: all rules, or the page of one.
import { type Paint, pageOf, pageUrl, RULE_INFOS, type RuleInfo } from '../core';
import type { Args } from './args';
import { EXIT, type ExitStatus, type Io, UsageError } from './io';
import { readPage } from './pages';
import { paintOf } from './terminal';
import { ruleId } from './workspace';

export function rules(args: Args, io: Io): ExitStatus {
  const [name, ...others] = args.paths;
  if (others.length > 0) throw new UsageError('rules shows one page at a time: authlint rules [ID].');
  const isJson = args.value('format') === 'json';
  const id = name === undefined ? null : ruleId(name);
  const chosen = RULE_INFOS.filter((rule) => id === null || rule.id === id);
  if (isJson) io.out(rulesJson(chosen, id !== null));
  else if (id === null) io.out(rulesTable(chosen, paintOf(io)));
  else for (const rule of chosen) io.out(readPage(rule.id) ?? `${rule.summary}\n${pageUrl(rule.id)}\n`);
  return EXIT.clean;
}

function rulesJson(infos: readonly RuleInfo[], withPage: boolean): string {
  const list = infos.map(({ id, kind, certainty, severity, summary }) => ({
    id,
    kind,
    certainty,
    severity,
    summary,
    docs: pageOf(id),
    ...(withPage ? { page: readPage(id) } : {}),
  }));
  return `${JSON.stringify({ version: 1, rules: list }, null, 2)}\n`;
}

function rulesTable(infos: readonly RuleInfo[], paint: Paint): string {
  const width = Math.max(...infos.map(({ id }) => id.length));
  const rows = infos.map(({ id, certainty, severity, summary }) => {
    const level = severity !== 'off' && certainty === 'hint' ? 'hint' : severity;
    return `${paint.rule(id)}${' '.repeat(width - id.length)}  ${paint.paint('dim', level.padEnd(7))}  ${summary}\n`;
  });
  return rows.join('');
}
