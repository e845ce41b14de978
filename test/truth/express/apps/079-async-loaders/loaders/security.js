const keys = await Promise.resolve(['one', 'two']);
export const security = async (app) => {
  app.use((req, res, next) => {
    const key = req.get('authorization')?.match(/^ApiKey (\w+)$/i)?.[1];
    keys.includes(key) ? next() : res.status(401).set('WWW-Authenticate', 'ApiKey').end();
  });
};
