module.exports = function (app) {
  app.use(function (req, res, next) {
    res.header('Access-Control-Allow-Headers', 'x-access-token, Origin, Content-Type, Accept');
    next();
  });
  app.post('/api/auth/signin', (req, res) => res.status(200).send({ accessToken: 'x' }));
};
