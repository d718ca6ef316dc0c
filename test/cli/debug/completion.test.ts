import { describe, expect, it } from "vitest";
import { completionsOf } from "../../../packages/asl-cli/src/debug/completion.js";
import { deskOf, refund } from "./desk.js";

/** What completes a line: the line with each offer. */
async function offersFor(line: string): Promise<string[]> {
  const { desk, say } = await deskOf(refund);
  await say("next");
  const { from, texts } = completionsOf(desk, line);
  return texts.map((text) => line.slice(0, from) + text);
}

describe("completion", () => {
  it.each([
    ["con", ["continue"]],
    ["un", ["until", "unwatch"]],
    ["help wh", ["help where", "help why"]],
    ["until Refund", ["until Refund card"]],
    ["u large", ["u Large refund?"]],
    ["jump T", ["jump Tell customer"]],
    ["break Issue voucher af", ["break Issue voucher after"]],
    [
      "break Issue voucher after Res",
      ["after Result", "after ResultSelector", "after ResultPath"].map((one) => `break Issue voucher ${one}`),
    ],
    ["break default of P", ["break default of Paid by card?"]],
    ["break event TaskSub", ["break event TaskSubmitFailed", "break event TaskSubmitted"]],
    ["break on error Payments.C", ["break on error Payments.CardExpired"]],
    ["print $.o", ["print $.orderId", "print $.order"]],
    ["print $.order.", ["print $.order.amount", "print $.order.paidBy"]],
    ["print con", ["print context"]],
    ["print context /Exe", ["print context /Execution"]],
    ["why value /order/", ["why value /order/amount", "why value /order/paidBy"]],
    ["why ch", ["why choice"]],
    ["set input /or", ["set input /orderId", "set input /order"]],
    ["fail States.T", ["fail States.Timeout", "fail States.TaskFailed"]],
    ["nonsense a", []],
    ["threads a", []],
  ])("of %s offers what could follow", async (line, offers) => {
    expect(await offersFor(line)).toEqual(offers);
  });
});
