// The analysis of a workspace: from texts to layers, and from layers to the findings that its settings let through.
import type { Catalogue } from './catalogue';
import type { ConfigFile } from './config/config';
import { type Overrides, openSettings, type Settings } from './config/settings';
import { type Answer, type AskOptions, decideIn, routesIn } from './decide/decide';
import { readSite, type Site } from './decide/site';
import { INVALID_CONFIG, syntaxFindings, textFinding } from './findings/built-in';
import type { Finding } from './findings/finding';
import { withPlaces } from './findings/included';
import { type LayerRuns, runLayers } from './findings/layer-runs';
import { mergeFindings } from './findings/merge';
import { routeAt } from './findings/route';
import type { RuleInfo } from './findings/rule';
import { applySuppressions, type NameState, type Suppressed } from './findings/suppress';
import type { Kind } from './kinds/kind';
import { kindOf } from './kinds/registry';
import { openSnapshot, type Snapshot } from './model/files';
import type { Layer, Route } from './model/layer';
import type { Request } from './model/request';
import type { FileId, Place } from './text/span';

export type AnalysisInput = {
  readonly snapshot: Snapshot;
  /** Files found in folders, open in an editor, or named. */
  readonly files: readonly FileId[];
  /** Settings files; the nearest one upward from a file is for it. */
  readonly configs?: readonly ConfigFile[];
  /** Files that were named: they are read whatever they are called and whatever the settings exclude. */
  readonly named?: ReadonlySet<FileId>;
  /** Severities that count more than those of the settings files. */
  readonly overrides?: Overrides;
};

export type Analysis = Site & {
  /** Sorted by file, position and rule; without those that are silenced. */
  readonly findings: readonly Finding[];
  /** Those that a comment or an `ignore` of the settings silences. */
  readonly suppressed: readonly Finding[];
  /** Findings that were dropped since their witness gets something else than they say. Should be empty. */
  readonly refuted: readonly Finding[];
  /** What the rules found in each layer, for as long as the layer and what they asked for are the same. */
  readonly runs: LayerRuns;
};

/**
 * Analyses a workspace. Files that the snapshot lacks come back as `wanted`: the caller loads them and asks again.
 * A text that is the one of `previous` is not parsed again.
 */
export function analyze(input: AnalysisInput, catalogue: Catalogue, previous?: Analysis): Analysis {
  return lint(read(input, catalogue, previous), input, catalogue, previous?.runs);
}

/** The first half of an analysis: which files and layers there are, and what else they want. */
export function read(input: AnalysisInput, { kinds }: Catalogue, previous?: Site): Site {
  const { snapshot, files, named = new Set() } = input;
  const settings = settingsOf(input);
  const covered = files.filter((file) => named.has(file) || settings.covers(file));
  const kindSettings = { guardsOf: (file: FileId) => settings.siteOf(file).guards };
  return readSite({ snapshot, files: covered, named, settings: kindSettings }, kinds, previous);
}

/**
 * The second half: what the rules find in a site that was read from this input. A layer in which nothing can have
 * changed since `earlier` is not looked at again.
 */
export function lint(
  site: Site,
  input: AnalysisInput,
  { rules, infos }: Catalogue,
  earlier?: LayerRuns,
): Analysis {
  const { kinds } = site;
  const settings = settingsOf(input, infos);
  const { files, wanted } = openSnapshot(site.snapshot);
  const runs = runLayers(
    site.layers,
    rules.filter(settings.runs),
    files,
    (layer, asked) => ({
      files: asked,
      settings: settings.siteOf(layer.entry),
      decide: (request) => kindOf(kinds, layer.kind).decide(layer, request, asked),
    }),
    earlier,
  );
  const found = [...runs.values()];
  const documents = [...site.documents.values()];
  const all = mergeFindings([
    ...found.flatMap(({ findings }) => findings),
    ...documents.flatMap(syntaxFindings),
  ])
    .filter((finding) => isReported(finding, site, input, settings))
    .map((finding) => withPlaces(finding, placesOf(finding, site.layers, kinds)));
  const silenced = silence(all, site, settings, infos);
  const late = [...silenced.unused, ...configFindings(input.configs ?? [])];
  const failures = found
    .flatMap((run) => run.failures)
    .map(({ layer, message }) => ({ file: layer.entry, message }));
  return {
    ...site,
    findings: mergeFindings([...silenced.kept, ...late]).flatMap((finding) => graded(finding, settings)),
    suppressed: silenced.suppressed.flatMap((finding) => graded(finding, settings)),
    refuted: found.flatMap(({ refuted }) => refuted),
    runs,
    errors: [...site.errors, ...failures],
    wanted: [...site.wanted, ...wanted.values()],
  };
}

/** What the site does with a request. */
export function decide(analysis: Site, request: Request, options: AskOptions = {}): Answer {
  return decideIn(analysis, request, analysis.kinds, options);
}

/** The auth map: the routes of all layers. */
export function routes(analysis: Site): readonly Route[] {
  return routesIn(analysis.layers, analysis.kinds);
}

/** Files that are read in part only, since their text is broken, with the first place of each that is. */
export function halfRead(site: Site): readonly (Place & { readonly message: string })[] {
  return [...site.documents.values()].flatMap((document) => {
    const problem = kindOf(site.kinds, document.kind).brokenAt?.(document) ?? null;
    return problem === null ? [] : [{ file: document.file, span: problem.span, message: problem.message }];
  });
}

function settingsOf({ configs = [], overrides }: AnalysisInput, infos: readonly RuleInfo[] = []): Settings {
  const quiet = infos.filter(({ severity }) => severity === 'off').map(({ id }) => id);
  return openSettings(configs, overrides, new Set(quiet));
}

/**
 * Findings are for texts that are really there, user files among them, and not for files that the settings leave out.
 */
function isReported({ at }: Finding, site: Site, { named }: AnalysisInput, settings: Settings): boolean {
  const isThere = site.snapshot.files.get(at.file)?.kind === 'text';
  return isThere && (named?.has(at.file) === true || settings.covers(at.file));
}

/** The places that include the file of a finding, in all layers that have it. */
function placesOf({ at }: Finding, layers: readonly Layer[], kinds: readonly Kind[]): readonly Place[] {
  const holders = layers.filter(({ entry, files }) => entry !== at.file && files.includes(at.file));
  return holders.flatMap((layer) => kindOf(kinds, layer.kind).includedFrom?.(layer, at.file) ?? []);
}

/** Takes out what the settings turn off or accept, and what comments silence. */
function silence(
  all: readonly Finding[],
  site: Site,
  settings: Settings,
  infos: readonly RuleInfo[],
): Suppressed {
  const { kinds } = site;
  const heard = all.filter((finding) => settings.severityOf(finding) !== 'off');
  // The rows of a large site take longer than all rules: they are made when a setting asks for a route.
  let rows: readonly Route[] | null = null;
  const routeOf = (finding: Finding) => {
    rows ??= routesIn(site.layers, kinds);
    return routeAt(finding.at, rows);
  };
  const pointerOf = ({ at }: Finding) => {
    const document = site.documents.get(at.file);
    const kind = document === undefined ? null : kindOf(kinds, document.kind);
    return document === undefined ? null : (kind?.pointerAt?.(document, at.span.start) ?? null);
  };
  const isIgnored = (finding: Finding) =>
    settings.ignores(finding, { route: () => routeOf(finding), pointer: () => pointerOf(finding) });
  const ignored = new Set(heard.filter(isIgnored));
  const rest = heard.filter((finding) => !ignored.has(finding));
  const stateOf = (name: string, file: FileId): NameState => {
    const info = infos.find(({ id }) => id === name || id.endsWith(`/${name}`));
    if (info === undefined) return 'unknown';
    const at = { file, span: { start: 0, end: 0 } };
    return settings.severityOf({ rule: info.id, severity: 'info', at }) === 'off' ? 'off' : 'run';
  };
  const commented = applySuppressions(rest, site.documents.values(), stateOf);
  return { ...commented, suppressed: [...ignored, ...commented.suppressed] };
}

function configFindings(configs: readonly ConfigFile[]): readonly Finding[] {
  return configs.flatMap(({ file, problems }) =>
    problems.map(({ span, message }) => textFinding(INVALID_CONFIG, message, { file, span })),
  );
}

/** A finding with the severity that the settings give it; none where they turn its rule off. */
function graded(finding: Finding, settings: Settings): readonly Finding[] {
  const severity = settings.severityOf(finding);
  return severity === 'off' ? [] : [{ ...finding, severity }];
}
