import { asClass, asFunction, asValue, createContainer as create, InjectionMode, type AwilixContainer } from 'awilix';
import { config, type Config } from './config.js';
import { createLogger, type Logger } from './logger.js';
import { InvoiceRepository } from './invoices/invoice.repository.js';
import { InvoiceService } from './invoices/invoice.service.js';
import { InvoiceController } from './invoices/invoice.controller.js';
import { StaffController } from './staff/staff.controller.js';
import { makeApiKeyGuard } from './auth/api-key.guard.js';
import type { RequestHandler } from 'express';

export interface Cradle {
  config: Config;
  logger: Logger;
  invoiceRepository: InvoiceRepository;
  invoiceService: InvoiceService;
  invoiceController: InvoiceController;
  staffController: StaffController;
  apiKeyGuard: RequestHandler;
}

export function createContainer(): AwilixContainer<Cradle> {
  const container = create<Cradle>({ injectionMode: InjectionMode.PROXY, strict: true });
  container.register({
    config: asValue(config),
    logger: asFunction(createLogger).singleton(),
    invoiceRepository: asClass(InvoiceRepository).singleton(),
    invoiceService: asClass(InvoiceService).singleton(),
    invoiceController: asClass(InvoiceController).singleton(),
    staffController: asClass(StaffController).singleton(),
    apiKeyGuard: asFunction(makeApiKeyGuard).singleton(),
  });
  return container;
}
