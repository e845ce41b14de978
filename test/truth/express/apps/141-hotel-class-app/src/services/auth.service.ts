import jwt from 'jsonwebtoken';
import HttpException from '../exceptions/HttpException';

interface User {
  id: number;
  email: string;
  password: string;
}

class AuthService {
  private users: User[] = [{ id: 1, email: 'guest@hotel.test', password: 'guest' }];

  public async signup(userData: Omit<User, 'id'>): Promise<User> {
    const found = this.users.find((user) => user.email === userData.email);
    if (found) throw new HttpException(409, `This email ${userData.email} already exists`);
    const user = { id: this.users.length + 1, ...userData };
    this.users = [...this.users, user];
    return user;
  }

  public async login(userData: Omit<User, 'id'>): Promise<{ token: string }> {
    const found = this.users.find((user) => user.email === userData.email);
    if (!found) throw new HttpException(409, `This email ${userData.email} was not found`);
    if (found.password !== userData.password) throw new HttpException(401, 'Password is not matching');
    return { token: this.createToken(found) };
  }

  public createToken(user: User): string {
    const secretKey: string = process.env.SECRET_KEY || 'hotel';
    const expiresIn: number = 60 * 60;
    return jwt.sign({ id: user.id }, secretKey, { expiresIn });
  }
}

export default AuthService;
