const { Router } = require('express');
const lounge = Router();

const membersOnly = (req, res, next) => {
  if (!req.session?.member) {
    return res.status(401).json({ message: 'Members only' });
  }
  return next();
};

lounge.get('/', membersOnly, (req, res) => { res.json({ seats: 4 }); });
module.exports = lounge;
