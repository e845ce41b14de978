// The language status item: what the last analysis saw, and whether anything could not be read.
import {
  type Command,
  Disposable,
  type Event,
  LanguageStatusSeverity,
  languages,
  Uri,
  workspace,
} from 'vscode';
import type { Connection, ConnectionState } from './connection';
import type { StatusParams } from './protocol';
import { SERVED_DOCUMENTS } from './selector';

/** What the item shows. */
export type StatusView = {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  /** Whether the first analysis is still to come. */
  readonly busy: boolean;
};

export type Status = Disposable & {
  view(): StatusView;
  /** What the last analysis saw, `null` before the first. */
  last(): StatusParams | null;
};

/** Shows the item beside the language of every document that AuthLint serves, and keeps it up to date. */
export function showStatus(connection: Connection, analysed: Event<StatusParams>): Status {
  const item = languages.createLanguageStatusItem('authlint.status', SERVED_DOCUMENTS);
  item.name = 'AuthLint';
  let last: StatusParams | null = null;
  let view = viewOf(connection.state, last);
  const render = () => {
    view = viewOf(connection.state, last);
    item.text = view.text;
    item.detail = view.detail;
    item.busy = view.busy;
    item.severity = SEVERITIES[view.severity];
    item.command = view.severity === 'error' ? RESTART : SHOW_OUTPUT;
  };
  render();
  const parts = Disposable.from(
    item,
    connection.onDidChange(() => {
      last = null;
      render();
    }),
    analysed((params) => {
      last = params;
      render();
    }),
  );
  return { view: () => view, last: () => last, dispose: () => parts.dispose() };
}

const SEVERITIES = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
} as const;

const SHOW_OUTPUT: Command = { title: 'Show Output', command: 'authlint.showOutput' };
const RESTART: Command = { title: 'Restart', command: 'authlint.restart' };

function viewOf(state: ConnectionState, last: StatusParams | null): StatusView {
  switch (state) {
    case 'stopped':
      return { text: 'off', detail: 'AuthLint', severity: 'information', busy: false };
    case 'starting':
      return { text: 'starting', detail: 'AuthLint', severity: 'information', busy: true };
    case 'failed':
      return { text: 'not running', detail: 'AuthLint: the output says why', severity: 'error', busy: false };
    case 'running':
      return last === null
        ? { text: 'reading', detail: 'AuthLint', severity: 'information', busy: true }
        : viewOfAnalysis(last);
  }
}

function viewOfAnalysis(last: StatusParams): StatusView {
  const text = [
    count(last.servers, 'server'),
    count(last.routes, 'route'),
    `${Math.round(last.milliseconds)} ms`,
  ].join(' · ');
  if (last.unread.length > 0) {
    return {
      text,
      detail: `AuthLint could not read ${last.unread.map(shortName).join(', ')}`,
      severity: 'warning',
      busy: false,
    };
  }
  const said = [count(last.findings, 'finding'), count(last.hints, 'hint')].join(', ');
  return {
    text,
    detail: `AuthLint: ${said} in ${count(last.files, 'file')}`,
    severity: 'information',
    busy: false,
  };
}

function shortName(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
