import passport from 'passport';
import { BasicStrategy } from 'passport-http';
import { Strategy as BearerStrategy } from 'passport-http-bearer';
const tokens = ['t0ken', 't1ken'];
passport.use(new BearerStrategy((token, done) => done(null, tokens.includes(token) ? { token } : false)));
passport.use(new BasicStrategy((user, password, done) => done(null, user === 'cli' && password === 'pw' ? { user } : false)));
export default passport;
