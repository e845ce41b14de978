// The version of this build, which scripts/build.mjs puts in from package.json.

declare const AUTHLINT_VERSION: string;

export const VERSION: string = AUTHLINT_VERSION;
