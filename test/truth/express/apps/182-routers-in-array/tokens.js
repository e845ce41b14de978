const open = new Map([['t1', { name: 'ann' }]]);
module.exports = {
  make(name) { const t = 't' + (open.size + 1); open.set(t, { name }); return t; },
  read: (t) => open.get(t),
};
