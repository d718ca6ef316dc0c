/** Where whatever is read is taken to run. */
export const REGION = "us-east-1";
/** The account whatever is read is taken to belong to. */
export const ACCOUNT = "123456789012";

/** The ARN something of that account has: `arn("states", "activity:Sign")`. */
export const arn = (service: string, rest: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
