module.exports = {
  tokens: { secret: 'forty-thieves', ttl: '15m' },
  api: { secret: 'forty thieves', header: 'authorization' },
};
