export const TYPES = {
  Press: Symbol.for('Press'),
  Logger: Symbol.for('Logger'),
  Pages: Symbol.for('Pages'),
  Pen: Symbol.for('Pen'),
};
