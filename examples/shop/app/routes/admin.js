// The pages of the staff, whom the front door has asked for a password.
import { Router } from 'express';

export const admin = Router();

admin.use((req, res, next) => {
  if (req.session.staff !== true) return res.redirect('/admin/enter');
  return next();
});
admin.get('/', (req, res) => res.send('<h1>Shop admin</h1>'));
