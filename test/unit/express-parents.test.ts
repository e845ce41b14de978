// What classes of a program have of those that they extend, while it starts and in its handlers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HANDLER, rows } from '../support/express-rows';

const START = "const express = require('express');\nconst app = express();\n";

test('what the class of a package has is not known, and calling it is no error', async () => {
  const text = `${START}
const { Model } = require('@acme/models');
class User extends Model {}
class Admin extends User { static title() { return 'admin'; } }
class Plain {}
app.get('/a', async (req, res) => { await User.create({ a: 1 }); res.sendStatus(204); });
app.get('/b', async (req, res) => { await Admin.destroy({ a: 1 }); res.sendStatus(Admin.title() === 'admin' ? 204 : 500); });
app.get('/c', (req, res) => { Plain.create(); res.sendStatus(204); });
app.get('/d', (req, res) => res.sendStatus(Admin.name === 'Admin' ? 204 : 500));
`;
  assert.deepEqual(await rows({ 'app.js': text }), ['GET /a 204', 'GET /b 204', 'GET /c 500', 'GET /d 204']);
});

test('a static method that is inherited runs on the class that it is called on', async () => {
  const text = `${START}
class Base {
  static path = '/base';
  static router() {
    const router = express.Router();
    router.get(this.path, ${HANDLER});
    return router;
  }
  static allows(key) { return this.keys().includes(key); }
  static keys() { return []; }
}
class Users extends Base {
  static path = '/users';
  static keys() { return ['k']; }
}
app.use(Base.router());
app.use(Users.router());
app.get('/open', (req, res) => res.sendStatus(Users.allows('k') && !Base.allows('k') ? 204 : 401));
`;
  assert.deepEqual(await rows({ 'app.js': text }), ['GET /base 200', 'GET /open 204', 'GET /users 200']);
});
