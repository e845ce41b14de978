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

/** Reads settings; what is missing or of the wrong type keeps its default. */
export function readSettings(given: unknown): ServerSettings {
  if (typeof given !== 'object' || given === null) return DEFAULT_SETTINGS;
  const flag = (name: keyof ServerSettings): boolean => {
    const value: unknown = Object.getOwnPropertyDescriptor(given, name)?.value;
    return typeof value === 'boolean' ? value : DEFAULT_SETTINGS[name] !== false;
  };
  const run: unknown = Object.getOwnPropertyDescriptor(given, 'run')?.value;
  return {
    hints: flag('hints'),
    codeLens: flag('codeLens'),
    inlayHints: flag('inlayHints'),
    run: run === 'onSave' ? 'onSave' : 'onType',
  };
}
