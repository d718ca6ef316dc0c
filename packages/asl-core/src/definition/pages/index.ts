import type { catalogue } from "../catalogue/index.js";
import { expressionsPages } from "./expressions.js";
import { fieldsPages } from "./fields.js";
import { namesPages } from "./names.js";
import type { Pages } from "./page.js";
import { resourcesPages } from "./resources.js";
import { transitionsPages } from "./transitions.js";

/** The page of every entry of the catalogue. */
export const pages: Partial<Pages<typeof catalogue>> = {
  ...fieldsPages,
  ...expressionsPages,
  ...resourcesPages,
  ...transitionsPages,
  ...namesPages,
};
export type { Page } from "./page.js";
