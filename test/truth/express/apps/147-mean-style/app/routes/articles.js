module.exports = function (app, passport) {
  var auth = passport.authenticate('jwt', { session: false });
  app.route('/articles')
    .get(function (req, res) { res.json([]); })
    .post(auth, function (req, res) { res.status(201).json(req.body); });
};
