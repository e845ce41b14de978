module.exports = [
  { prefix: '/public', roles: ['*'] },
  { prefix: '/users', methods: ['DELETE'], roles: ['admin'] },
  { prefix: '/users', roles: ['admin', 'clerk'] },
  { prefix: '/invoices', roles: ['clerk'] },
];
