/*
 * The part of vitest that index.ts adds to. This package is compiled without vitest, whose types bring those of Node along;
 * where it is used, vitest's own take this place.
 */
declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it
  export interface Matchers<T = any> {
    readonly [matchedType]?: T;
  }
  const matchedType: unique symbol;
}
