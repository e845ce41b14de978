exports.compose = (app, ...middlewares) => middlewares.reduce((a, m) => a.use(m), app);
