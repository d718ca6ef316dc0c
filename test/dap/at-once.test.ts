import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Connection, type Host } from "../../packages/asl-cli/src/dap/connection.js";
import { Framing } from "../../packages/asl-cli/src/dap/framing.js";
import { REQUESTS } from "../../packages/asl-cli/src/dap/requests/index.js";
import { workFolder } from "../support/asl.js";
import { ORDER_JSON } from "./support/files.js";

const folder = workFolder();
folder.file("order.asl.json", ORDER_JSON);

/** A client in this process: it decides what arrives in one piece. */
class Client {
  readonly told: { type: string; command?: string; event?: string; success?: boolean; message?: string }[] = [];
  private readonly input = new PassThrough();
  private seq = 0;
  readonly connection: Connection;

  constructor() {
    const host: Host = { requests: REQUESTS, held: new Map(), keeps: false, closed: () => {} };
    const framing = new Framing({
      message: (value) => void this.told.push(value as never),
      broken: () => {},
      foreign: () => {},
    });
    const output = new PassThrough();
    output.on("data", (piece: Buffer) => framing.take(piece));
    this.connection = new Connection(host);
    this.connection.serve(this.input, output);
  }

  /** Sends requests in one piece. */
  send(...requests: [command: string, args?: object][]): void {
    const texts = requests.map(([command, args = {}]) => {
      const body = JSON.stringify({ seq: ++this.seq, type: "request", command, arguments: args });
      return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    });
    this.input.write(texts.join(""));
  }

  events = (name: string) => this.told.filter(({ event }) => event === name);
  responses = (command: string) => this.told.filter((one) => one.type === "response" && one.command === command);
}

let client: Client;
afterEach(() => client.connection.close());

async function stopped(): Promise<Client> {
  client = new Client();
  client.send(["initialize", { adapterID: "asl" }]);
  client.send(["launch", { program: "order.asl.json", cwd: folder.path, input: { id: 7 }, stopOnEntry: true }]);
  await vi.waitFor(() => expect(client.events("initialized")).toHaveLength(1), 20_000);
  client.send(["configurationDone"]);
  await vi.waitFor(() => expect(client.events("stopped")).toHaveLength(1), 20_000);
  return client;
}

describe("requests that come in one piece", () => {
  it("find the run going on behind one that moves it", async () => {
    const { events, responses } = await stopped();
    client.send(["next", { threadId: 1 }], ["next", { threadId: 1 }]);
    await vi.waitFor(() => expect(events("stopped")).toHaveLength(2), 20_000);
    expect(responses("next").filter(({ success }) => success)).toHaveLength(1);
    expect(responses("next").find(({ success }) => !success)?.message).toContain("going on");
    client.send(["next", { threadId: 1 }]);
    await vi.waitFor(() => expect(events("stopped")).toHaveLength(3), 20_000);
    expect(responses("next").at(-1)?.success).toBe(true);
  });

  it("pause what the request before has set going, and tell of one stop", async () => {
    const { events, responses } = await stopped();
    client.send(["continue", { threadId: 1 }], ["pause", { threadId: 1 }]);
    await vi.waitFor(() => expect(events("stopped").length + events("terminated").length).toBeGreaterThan(1), 20_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(responses("pause")).toMatchObject([{ success: true }]);
    expect(events("stopped")).toHaveLength(2);
    client.send(["stackTrace", { threadId: 1 }]);
    await vi.waitFor(() => expect(responses("stackTrace")).toMatchObject([{ success: true }]), 20_000);
  });
});
