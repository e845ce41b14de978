var JwtStrategy = require('passport-jwt').Strategy;
var ExtractJwt = require('passport-jwt').ExtractJwt;

module.exports = function (passport, config) {
  passport.use('jwt', new JwtStrategy({
    jwtFromRequest: ExtractJwt.fromExtractors([
      ExtractJwt.fromAuthHeaderAsBearerToken(),
      ExtractJwt.fromUrlQueryParameter('token'),
    ]),
    secretOrKey: config.tokenSecret,
  }, function (payload, done) {
    if (!payload.sub) return done(null, false);
    return done(null, { id: payload.sub });
  }));
};
