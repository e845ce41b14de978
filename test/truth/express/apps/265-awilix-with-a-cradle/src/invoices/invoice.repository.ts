export interface Invoice { id: number; customer: string; cents: number }
export class InvoiceRepository {
  #rows: Invoice[] = [{ id: 1, customer: 'acme', cents: 1200 }];
  findAll() { return Promise.resolve(this.#rows); }
  findOne(id: number) { return Promise.resolve(this.#rows.find((row) => row.id === id)); }
}
