// The customers, which a real shop would keep in a database.
const CUSTOMERS = [{ id: 'c1', email: 'ada@shop.example', password: 'opensesame' }];

export async function findCustomer(email, password) {
  return CUSTOMERS.find((one) => one.email === email && one.password === password) ?? null;
}
