export class CustomerService {
  private rows = [{ id: 1, name: 'A' }];
  all() { return this.rows; }
  remove(id: number) { this.rows = this.rows.filter((row) => row.id !== id); }
  import(rows: { id: number; name: string }[]) { this.rows.push(...rows); return rows.length; }
}
