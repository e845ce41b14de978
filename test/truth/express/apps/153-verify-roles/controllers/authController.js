const usersDB = {
  users: require('../model/users.json'),
  setUsers: function (data) { this.users = data },
};
const bcrypt = require('bcryptjs');
const jwt = require('jsonwebtoken');

const handleLogin = async (req, res) => {
  const { user, pwd } = req.body;
  if (!user || !pwd) return res.status(400).json({ message: 'Username and password are required.' });
  const foundUser = usersDB.users.find((person) => person.username === user);
  if (!foundUser) return res.sendStatus(401); //Unauthorized
  const match = await bcrypt.compare(pwd, foundUser.password);
  if (match) {
    const roles = Object.values(foundUser.roles);
    const accessToken = jwt.sign({ UserInfo: { username: foundUser.username, roles } }, process.env.ACCESS_TOKEN_SECRET || 'roles', { expiresIn: '1h' });
    const otherUsers = usersDB.users.filter((person) => person.username !== foundUser.username);
    usersDB.setUsers([...otherUsers, { ...foundUser, accessToken }]);
    res.json({ accessToken });
  } else {
    res.sendStatus(401);
  }
};
module.exports = { handleLogin };
