export const TYPES = {
  Secret: Symbol('Secret'),
  Tokens: Symbol('Tokens'),
  SampleStore: Symbol('SampleStore'),
  Controller: Symbol('Controller'),
};
