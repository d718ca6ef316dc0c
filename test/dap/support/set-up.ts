import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { workFolder } from "../../support/asl.js";
import { BATCH_ANSWERS, BATCH_YAML, ORDER_ANSWERS, ORDER_JSON } from "./files.js";
import { ready, Session } from "./session.js";

/** The order and the batch in a folder of their own, and before each test a client, which `take` is given, of an adapter there. */
export function setUp(take: (session: Session) => void) {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });
  const folder = workFolder();
  folder.file("order.asl.json", ORDER_JSON);
  folder.file("batch.asl.yaml", BATCH_YAML);
  folder.file("order-answers.yaml", ORDER_ANSWERS);
  folder.file("batch-answers.yaml", BATCH_ANSWERS);
  let session: Session;
  beforeAll(ready);
  beforeEach(() => {
    session = Session.overStdio(folder.path);
    take(session);
  });
  afterEach(() => session.end());
  return {
    folder,
    ORDER: { program: "order.asl.json", input: { id: 7 }, answers: "order-answers.yaml" },
    BATCH: { program: "batch.asl.yaml", input: { items: [1, 2, 3] }, answers: "batch-answers.yaml" },
    order: { path: `${folder.path}/order.asl.json` },
    batch: { path: `${folder.path}/batch.asl.yaml` },
  };
}
