import { injectable } from 'inversify';

@injectable()
export class Logger {
  readonly lines: string[] = [];

  log(line: string) {
    this.lines.push(line);
  }
}
