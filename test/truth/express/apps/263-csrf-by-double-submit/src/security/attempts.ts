export class Attempts {
  private readonly failures = new Map<string, number>();
  constructor(private readonly limit: number) {}
  isBlocked(who: string) { return (this.failures.get(who) ?? 0) >= this.limit; }
  failed(who: string) { this.failures.set(who, (this.failures.get(who) ?? 0) + 1); }
  clear(who: string) { this.failures.delete(who); }
}
