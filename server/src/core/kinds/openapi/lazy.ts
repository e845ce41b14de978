// Values that are made when somebody first asks for them, and then kept.

/** A value that is made at its first reading. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
