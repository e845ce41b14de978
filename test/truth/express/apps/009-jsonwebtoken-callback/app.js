const { Server } = require('./server');
const { OrdersController } = require('./orders');
const server = new Server([new OrdersController('/orders')]);
const { app } = server;

module.exports = app;
if (require.main === module) app.listen(process.env.PORT || 3000);
