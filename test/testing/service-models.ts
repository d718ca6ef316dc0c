import { join } from "node:path";
import { awsModels } from "../../packages/asl-core/src/testing/test-state/index.js";
import { root } from "../../scripts/workspace.mjs";

/** The models of AWS's services, which the command line package has as a development dependency. */
export const models = awsModels(join(root, "packages/asl-cli"))!;
