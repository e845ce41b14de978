// A site: parsed files joined into layers. Whatever they ask for and do not get comes back as wanted.
import type { Document, Kind, KindSettings, KindSign } from '../kinds/kind';
import { charsOf, type Files, openSnapshot, type Snapshot, type Want } from '../model/files';
import type { Layer } from '../model/layer';
import type { Chars } from '../text/pieces';
import type { FileId } from '../text/span';

/** Something that kept a file from being read, or AuthLint from looking at it. */
export type ReadError = { readonly file: FileId; readonly message: string };

/** What an analysis knows of the kinds, in their order: the kind itself, or its sign alone until its part is loaded. */
export type KnownKind = Kind | KindSign;

export type Site = {
  readonly snapshot: Snapshot;
  /** Every file that was parsed, those included by others too. */
  readonly documents: ReadonlyMap<FileId, Document>;
  readonly layers: readonly Layer[];
  /** The kinds of its layers. */
  readonly kinds: readonly Kind[];
  readonly errors: readonly ReadError[];
  readonly wanted: readonly Want[];
};

export type SiteInput = {
  readonly snapshot: Snapshot;
  /** Files found in folders, open in an editor, or named. */
  readonly files: readonly FileId[];
  /** Those among them that were named: they are read whatever they are called. */
  readonly named: ReadonlySet<FileId>;
  /** What the settings say of the files, where there are any. */
  readonly settings?: KindSettings;
};

const NO_SETTINGS: KindSettings = { guardsOf: () => new Map() };

/** Reads a site. A file whose text is the one that `previous` had is not parsed again. */
export function readSite(
  input: SiteInput,
  known: readonly KnownKind[],
  previous?: Pick<Site, 'documents'>,
): Site {
  const { files, wanted, want } = openSnapshot({ ...input.snapshot, lookUp: null });
  const quick = openSnapshot(input.snapshot);
  const documents = new Map<FileId, Document>();
  const parsed = new Map<string, Document>();
  const errors: ReadError[] = [];
  const { settings = NO_SETTINGS } = input;

  // Layers keep `parse`, so it must not keep the site before: that one keeps the one before it, and so on.
  const earlier = new Map(previous?.documents);

  const parse = (kind: Kind, file: FileId, text: Chars): Document => {
    const key = `${kind.id} ${file}`;
    const before = earlier.get(file);
    const known = parsed.get(key) ?? before;
    const isSame = known?.kind === kind.id && isTextOf(known, text);
    const document = isSame ? known : kind.parse(file, text, before);
    parsed.set(key, document);
    earlier.delete(file);
    // A text that is not the file's own stands for a file that is not there, and is nobody's to report on.
    const state = input.snapshot.files.get(file);
    if (state?.kind === 'text' && (charsOf(state) === text || state.text === String(text)))
      documents.set(file, document);
    return document;
  };

  const kinds = known.filter(isLoaded);
  const roots = new Map<Kind, Document[]>(kinds.map((kind) => [kind, []]));
  for (const file of new Set(input.files)) {
    const text = textOf(file, files, errors);
    if (text === null) continue;
    const kind = kindFor(file, text, input.named.has(file), known);
    if (kind !== undefined && !isLoaded(kind)) want({ kind: 'part', part: kind.part });
    else if (kind !== undefined) roots.get(kind)?.push(parse(kind, file, text));
    else if (input.named.has(file)) {
      errors.push({ file, message: 'This file is of no kind that AuthLint reads.' });
    }
  }
  const layers = kinds.flatMap((kind) => {
    const asked = kind.endsBySteps === true ? quick.files : files;
    return kind.layers(roots.get(kind) ?? [], asked, (file, text) => parse(kind, file, text), settings);
  });
  const all = new Map([...wanted, ...quick.wanted]);
  return { snapshot: input.snapshot, documents, layers, kinds, errors, wanted: [...all.values()] };
}

/** Whether a document was made of a text. Of texts in pieces, none is put together to see that they are not the same. */
function isTextOf(document: Document, text: Chars): boolean {
  if (typeof text === 'string') return document.text === text;
  return document.chars === undefined ? document.text === String(text) : document.chars === text;
}

function isLoaded(kind: KnownKind): kind is Kind {
  return 'parse' in kind;
}

/** The text of a root file; `null` where it is not loaded yet, or cannot be read, which is then an error. */
function textOf(file: FileId, files: Files, errors: ReadError[]): Chars | null {
  const state = files.read(file);
  switch (state?.kind) {
    case undefined:
    case 'file':
      return null;
    case 'text':
      return charsOf(state);
    case 'folder':
      errors.push({ file, message: 'This is a folder, not a file.' });
      return null;
    case 'missing':
      errors.push({ file, message: 'This file does not exist.' });
      return null;
    case 'unreadable':
      errors.push({ file, message: `This file cannot be read: ${state.reason}.` });
      return null;
  }
}

/**
 * The kind that a text is of. The name decides which kinds are asked first, since data may quote a configuration: others
 * are asked where none has such names, or where the file was named. That goes by its name alone in the end, if that tells.
 */
function kindFor(
  file: FileId,
  text: Chars,
  named: boolean,
  kinds: readonly KnownKind[],
): KnownKind | undefined {
  const likely = kinds.filter((kind) => kind.mayBe(file));
  const asked = named || likely.length === 0 ? [...likely, ...kinds] : likely;
  const recognised = asked.find((kind) => kind.recognises(file, text, named));
  return recognised ?? (named ? likely.find((kind) => kind.reading.namesTell) : undefined);
}
