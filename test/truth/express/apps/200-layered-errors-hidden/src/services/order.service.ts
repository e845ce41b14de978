import { NotFoundError } from '../errors/app-error';

export interface Order { id: string; customerId: string; items: string[] }

export class OrderService {
  private readonly orders = new Map<string, Order>([['o1', { id: 'o1', customerId: 'u1', items: ['tea'] }]]);

  async list(customerId: string): Promise<Order[]> {
    return [...this.orders.values()].filter((o) => o.customerId === customerId);
  }

  async get(id: string): Promise<Order> {
    const order = this.orders.get(id);
    if (!order) throw new NotFoundError(`Order ${id}`);
    return order;
  }

  async create(customerId: string, items: string[]): Promise<Order> {
    const order = { id: `o${this.orders.size + 1}`, customerId, items };
    this.orders.set(order.id, order);
    return order;
  }

  async remove(id: string): Promise<void> {
    if (!this.orders.delete(id)) throw new NotFoundError(`Order ${id}`);
  }
}
