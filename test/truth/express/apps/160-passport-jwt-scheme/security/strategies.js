const { Strategy, ExtractJwt } = require('passport-jwt');

exports.options = { secretOrKey: 'choir-key', jwtFromRequest: ExtractJwt.fromAuthHeaderWithScheme('JWT') };
exports.register = (passport) =>
  passport.use(new Strategy(exports.options, async (payload, done) => {
    if (payload.voice) return done(null, { voice: payload.voice });
    return done(null, false);
  }));
