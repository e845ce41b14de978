// What handlers compare with what clients send, among the notes of what they read.

/** How an exchange notes a text of the program that something the client sent was compared with. */
export const WANTS = 'wants ';
