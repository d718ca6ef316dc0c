import type { catalogue } from "../catalogue/index.js";
import { dataPages } from "./data.js";
import { expressionsPages } from "./expressions.js";
import { fieldsPages } from "./fields.js";
import { flowPages } from "./flow.js";
import { namesPages } from "./names.js";
import { notationPages } from "./notation.js";
import type { Pages } from "./page.js";
import { recoveryPages } from "./recovery.js";
import { resourcesPages } from "./resources.js";
import { sourcesPages } from "./sources.js";
import { terraformPages } from "./terraform.js";
import { textPages } from "./text.js";
import { transitionsPages } from "./transitions.js";
import { variablesPages } from "./variables.js";

/** The page of every entry of the catalogue: a group that is missing does not compile. */
export const pages: Pages<typeof catalogue> = {
  ...textPages,
  ...notationPages,
  ...dataPages,
  ...fieldsPages,
  ...expressionsPages,
  ...resourcesPages,
  ...transitionsPages,
  ...namesPages,
  ...variablesPages,
  ...recoveryPages,
  ...flowPages,
  ...sourcesPages,
  ...terraformPages,
};
export type { Page } from "./page.js";
