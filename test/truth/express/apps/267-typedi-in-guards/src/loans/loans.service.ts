import { Service } from 'typedi';
@Service()
export class LoansService {
  private open = new Map<string, string>();
  lend(isbn: string, reader: string) {
    if (this.open.has(isbn)) return false;
    this.open.set(isbn, reader);
    return true;
  }
  all() { return [...this.open]; }
}
