export const BoundedRegExp = RegExp;
