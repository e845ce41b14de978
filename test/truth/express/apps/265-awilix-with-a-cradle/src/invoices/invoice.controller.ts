import type { RequestHandler } from 'express';
import type { Cradle } from '../container.js';
import type { InvoiceService } from './invoice.service.js';

export class InvoiceController {
  private readonly invoices: InvoiceService;
  constructor({ invoiceService }: Cradle) { this.invoices = invoiceService; }
  index: RequestHandler = async (_req, res) => { res.json({ data: await this.invoices.list() }); };
  show: RequestHandler<{ id: string }> = async (req, res) => { res.json({ data: await this.invoices.get(Number(req.params.id)) }); };
}
