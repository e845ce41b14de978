const required = <T>(value: T | undefined, fallback: T): T => value ?? fallback;
export const config = {
  hookSecret: required(process.env.HOOK_SECRET, 'donation-hook-secret'),
  operators: new Map(required(process.env.OPERATORS, 'maria:sunrise,joel:sunset').split(',').map((pair) => pair.split(':') as [string, string])),
};
