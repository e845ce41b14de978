export class AuthenticationRequired extends Error { override name = 'AuthenticationRequired'; }
export class PermissionDenied extends Error { override name = 'PermissionDenied'; }
export class ValidationFailed extends Error { override name = 'ValidationFailed'; }
export class EntityNotFound extends Error { override name = 'EntityNotFound'; }
