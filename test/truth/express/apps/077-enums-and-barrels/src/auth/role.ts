export enum Role {
  Reader = 'reader',
  Librarian = 'librarian',
  Admin = 'admin',
}
