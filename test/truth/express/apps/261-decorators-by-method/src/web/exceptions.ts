export class Unauthenticated extends Error {}
export class AccessDenied extends Error {}
export class NoSuchThing extends Error {}
