import { digestOf } from "../../machine/digest.js";

/** Eight hexadecimal digits that follow from a text. Not cryptographic. */
export const hashText = (text: string): string => digestOf({ text }).slice(0, 8);
