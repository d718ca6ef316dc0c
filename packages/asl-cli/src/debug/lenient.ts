import { HandlerError, type TaskHandler, type TaskOutcome, UnansweredTask } from "asl-core";

/**
 * A handler whose mistakes end nothing: what is wrong with its result is told, and the task counts as one nobody has answered,
 * so that it can be answered by hand.
 */
export function lenient(handler: TaskHandler, tell: (text: string) => void = () => {}): TaskHandler {
  return (request) => {
    const refuse = (reason: unknown): never => {
      if (!(reason instanceof HandlerError)) throw reason;
      tell(reason.message);
      throw new UnansweredTask(request);
    };
    let outcome: TaskOutcome | Promise<TaskOutcome>;
    try {
      outcome = handler(request);
    } catch (reason) {
      return refuse(reason);
    }
    return outcome instanceof Promise ? outcome.catch(refuse) : outcome;
  };
}
