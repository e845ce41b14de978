import { NotFoundError } from '../errors.js';
import type { Cradle } from '../container.js';

export class InvoiceService {
  private readonly repository: Cradle['invoiceRepository'];
  constructor({ invoiceRepository }: Cradle) { this.repository = invoiceRepository; }
  list() { return this.repository.findAll(); }
  async get(id: number) {
    const invoice = await this.repository.findOne(id);
    if (!invoice) throw new NotFoundError('Invoice');
    return invoice;
  }
}
