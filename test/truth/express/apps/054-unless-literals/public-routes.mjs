export const publicRoutes = [
  '/verify/:token',
  '/assets/*',
  { url: '/posts', methods: ['get'] },
  { url: '/feed', methods: ['GET'] },
];
