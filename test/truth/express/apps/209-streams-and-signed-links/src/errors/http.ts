const NAMES = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 410: 'Gone' } as const;
type Code = keyof typeof NAMES;

export class HttpFault extends Error {
  constructor(public readonly code: Code, detail?: string) {
    super(detail ?? NAMES[code]);
  }

  get title() {
    return NAMES[this.code];
  }
}

export const assert: (condition: unknown, code: Code, detail?: string) => asserts condition = (condition, code, detail) => {
  if (!condition) throw new HttpFault(code, detail);
};
