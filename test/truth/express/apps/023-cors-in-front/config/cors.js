const origins = ['https://shop.example', 'https://admin.example'];
module.exports = { origin: origins, credentials: true, allowedHeaders: ['Authorization', 'Content-Type'], exposedHeaders: ['WWW-Authenticate'] };
