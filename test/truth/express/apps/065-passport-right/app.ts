import express, { type RequestHandler } from 'express';
import session from 'express-session';
import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { Strategy as JwtStrategy, ExtractJwt } from 'passport-jwt';

type User = { id: number; name: string };
const users: User[] = [{ id: 1, name: 'ada' }];

passport.use(new LocalStrategy((username, password, done) => {
  const user = users.find((u) => u.name === username);
  if (!user || password !== 'lovelace') return done(null, false, { message: 'Wrong name or password' });
  return done(null, user);
}));
passport.use('api', new JwtStrategy({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: 'jj' }, (payload, done) => {
  done(null, users.find((u) => u.id === payload.id) ?? false);
}));
passport.serializeUser((user, done) => done(null, (user as User).id));
passport.deserializeUser((id: number, done) => done(null, users.find((u) => u.id === id) ?? false));

const api: RequestHandler = (req, res, next) => {
  passport.authenticate('api', { session: false }, (err: unknown, user: User | false, info: { message?: string } | undefined) => {
    if (err) return next(err);
    if (!user) return res.status(401).json({ error: info?.message ?? 'unauthorized' });
    req.user = user;
    next();
  })(req, res, next);
};
const web: RequestHandler = (req, res, next) => (req.isAuthenticated() ? next() : res.redirect('/login'));

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: 'web', resave: false, saveUninitialized: false }));
app.use(passport.initialize());
app.use(passport.session());
app.get('/login', (_req, res) => { res.send('<form method=post>'); });
app.post('/login', passport.authenticate('local', { successRedirect: '/home', failureRedirect: '/login' }));
app.get('/home', web, (req, res) => { res.send(`hi ${(req.user as User).name}`); });
app.get('/api/me', api, (req, res) => { res.json(req.user); });
export default app;
