// The editor's settings that concern the server, read from whatever the client sends.

import type { Overrides } from '../core';

export type ServerSettings = {
  /** Whether hints are shown, or only what is certain. */
  readonly hints: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** Whether there are inlay hints in programs of Express too, where inlayHints is on. */
  readonly expressInlayHints: boolean;
  readonly run: 'onType' | 'onSave';
  /** Severities by rule, which count more than those of the project. */
  readonly rules: Overrides;
};

export const DEFAULT_SETTINGS: ServerSettings = {
  hints: true,
  codeLens: true,
  inlayHints: true,
  expressInlayHints: false,
  run: 'onType',
  rules: {},
};

/** A property of whatever a client has sent, `undefined` where it has none. */
export function propertyOf(given: unknown, name: string): unknown {
  if (typeof given !== 'object' || given === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(given, name)?.value;
  return value;
}

type Flag = 'hints' | 'codeLens' | 'inlayHints' | 'expressInlayHints';

/** Reads settings; what is missing or of the wrong type keeps its default. */
export function readSettings(given: unknown): ServerSettings {
  const flag = (name: Flag): boolean => {
    const value = propertyOf(given, name);
    return typeof value === 'boolean' ? value : DEFAULT_SETTINGS[name];
  };
  return {
    hints: flag('hints'),
    codeLens: flag('codeLens'),
    inlayHints: flag('inlayHints'),
    expressInlayHints: flag('expressInlayHints'),
    run: propertyOf(given, 'run') === 'onSave' ? 'onSave' : 'onType',
    rules: readRules(propertyOf(given, 'rules')),
  };
}

const SEVERITIES = ['off', 'info', 'warning', 'error'] as const;

function readRules(given: unknown): Overrides {
  if (typeof given !== 'object' || given === null) return {};
  const rules: Record<string, (typeof SEVERITIES)[number]> = {};
  for (const [rule, value] of Object.entries(given)) {
    const severity = SEVERITIES.find((known) => known === value);
    if (severity !== undefined) rules[rule] = severity;
  }
  return rules;
}
