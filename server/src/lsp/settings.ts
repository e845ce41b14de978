// The editor's settings that concern the server, read from whatever the client sends.

export type ServerSettings = {
  /** Whether hints are shown, or only what is certain. */
  readonly hints: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  readonly run: 'onType' | 'onSave';
};

export const DEFAULT_SETTINGS: ServerSettings = {
  hints: true,
  codeLens: true,
  inlayHints: true,
  run: 'onType',
};

/** A property of whatever a client has sent, `undefined` where it has none. */
export function propertyOf(given: unknown, name: string): unknown {
  if (typeof given !== 'object' || given === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(given, name)?.value;
  return value;
}

/** Reads settings; what is missing or of the wrong type keeps its default. */
export function readSettings(given: unknown): ServerSettings {
  const flag = (name: 'hints' | 'codeLens' | 'inlayHints'): boolean => {
    const value = propertyOf(given, name);
    return typeof value === 'boolean' ? value : DEFAULT_SETTINGS[name];
  };
  return {
    hints: flag('hints'),
    codeLens: flag('codeLens'),
    inlayHints: flag('inlayHints'),
    run: propertyOf(given, 'run') === 'onSave' ? 'onSave' : 'onType',
  };
}
