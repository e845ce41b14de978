// What an app holds for its handlers: the settings and `locals` that it was given while the program started.
import { type AppChanges, appChangesIn } from './program/app-changes';
import type { DraftRouter } from './program/draft';
import type { Program } from './program/program';
import { changing } from './program/run';
import type { AppHoldings } from './stack';
import { type ObjectValue, UNDEFINED, type Value } from './values';

/** What Express sets itself for each app (Express 4 and 5 `lib/application.js`, init and defaultConfiguration). */
const PRESET: readonly string[] = [
  'etag',
  'jsonp callback name',
  'query parser',
  'query parser fn',
  'etag fn',
  'subdomain offset',
  'trust proxy',
  'trust proxy fn',
  'view',
  'view cache',
  'views',
  'x-powered-by',
];

/** What an app holds; nothing for a router. */
export function holdingsOf(draft: DraftRouter, program: Program): AppHoldings | undefined {
  if (draft.kind !== 'app') return undefined;
  const { id, at, gaps } = draft;
  const changes = appChangesIn(program);
  const isOpen = changes.allSettings || gaps.length > 0 || !program.isWhole;
  return {
    app: { kind: 'app', id, at },
    settings: settingsOf(draft, changes),
    otherSettings: isOpen ? unknownFor(draft, 'what else the app is set to is not known') : UNDEFINED,
    locals: localsOf(draft, changes, gaps.length > 0 || !program.isWhole),
  };
}

function settingsOf(draft: DraftRouter, changes: AppChanges): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const name of PRESET) found.set(name, unknownFor(draft, `the setting "${name}" is not followed`));
  const fallback: Value = { kind: 'string', value: 'development' };
  found.set('env', { kind: 'env', name: 'NODE_ENV', fallback });
  for (const [name, { value, presence }] of draft.settings) {
    const isSure = presence.length === 0 && !changes.allSettings;
    found.set(name, isSure ? value : unknownFor(draft, `the setting "${name}" depends on a condition`));
  }
  for (const name of changes.settings) {
    const set = draft.settings.get(name) ?? { value: UNDEFINED, presence: [] };
    found.set(name, changing(name, draft.at, set.presence.length === 0 ? set.value : undefined));
  }
  return found;
}

function localsOf(draft: DraftRouter, changes: AppChanges, isOpen: boolean): Value {
  const { locals } = draft;
  if (changes.allLocals) return unknownFor(draft, 'handlers change what "app.locals" holds');
  const entries = new Map(locals.entries);
  for (const name of changes.locals)
    entries.set(name, changing(name, draft.at, entries.get(name) ?? (isOpen ? undefined : UNDEFINED)));
  const made: ObjectValue = { ...locals, entries, isOpen: locals.isOpen || isOpen };
  return made;
}

function unknownFor({ at }: DraftRouter, reason: string): Value {
  return { kind: 'unknown', reason, at };
}
