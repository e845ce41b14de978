const { Strategy, ExtractJwt } = require('passport-jwt');
module.exports = (passport) => {
  passport.use(new Strategy({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: 'jwt-key' }, (payload, done) => done(null, { id: payload.sub })));
};
