const LocalStrategy = require('passport-local').Strategy;
const cards = new Map([['c-1', '1111']]);
exports.local = new LocalStrategy({ usernameField: 'card', passwordField: 'pin' }, (card, pin, done) => {
  if (!cards.has(card)) return done(null, false, { message: 'No such card' });
  if (cards.get(card) !== pin) return done(null, false, { message: 'Wrong PIN' });
  done(null, { card });
});
