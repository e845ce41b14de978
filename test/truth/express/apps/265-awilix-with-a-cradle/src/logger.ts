export interface Logger { info(message: string): void; error(message: string): void }
export const createLogger = (): Logger => ({ info: () => {}, error: (message) => console.error(message) });
