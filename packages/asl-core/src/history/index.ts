export type { AwsDetails, AwsEvent } from "./aws-event.js";
export { fromAws, HistoryError } from "./from-aws.js";
export { toAws } from "./to-aws.js";
