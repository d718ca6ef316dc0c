import { inputOf } from "../workloads.mjs";

/**
 * The data flow of each workload as somebody would write it without an interpreter: one function from input to output,
 * its values never mutated either. What an interpreter costs is what it takes beyond this.
 */
export function byHand(workload) {
  if (workload.parseOnly) return { run: () => void JSON.parse(workload.text) };
  const flow = FLOWS[workload.id](workload);
  return { run: (n) => flow(inputOf(workload, n)) };
}

const FLOWS = {
  W1:
    ({ transitions }) =>
    (input) =>
      chain(input, transitions),
  W2: () => count,
  W3: () => shape,
  W4: () => pick,
  W5a: () => (input) => tierAll(input.items),
  W5b: () => (input) => input.groups.map((group) => tierAll(group.items)),
  W6: () => fan,
  W7: () => (input) => ({ ...input, result: retried() }),
  W8a: () => count,
  W8b: () => shapeWithVariables,
  W11: () => perRun,
};

function chain(input, length) {
  let document = input;
  for (let id = 0; id < length; id++) {
    const made = { id, name: document.meta.name, value: document.value, tag: "static" };
    document = { ...document, [`r${id % 10}`]: made };
  }
  return document;
}

function count(input) {
  let document = input;
  while (document.n < 10000) document = { n: document.n + 1 };
  return document;
}

function shape(input) {
  let document = input;
  for (let step = 0; step < 8; step++) document = { ...document, [`shaped${step % 4}`]: shapeOnce(document, step) };
  const [first, second] = [0, 1].map((id) => branch(document, id));
  document = { ...document, fan: { a: first.order, b: second.name, addr: first.addr, y: second.y, fixed: "z" } };
  return {
    id: document.order.id,
    chunks: document.shaped3.chunks,
    merged: document.shaped2.merged,
    fan: document.fan,
    count: document.shaped1.count,
    subject: document.shaped0.subject,
  };
}

function shapeOnce({ order, meta, defaults, overrides, ids, csv }, step) {
  const { customer } = order;
  return {
    kind: "shaped",
    step,
    enabled: true,
    nothing: null,
    constant: { nested: { deep: ["x", "y", 1] } },
    orderId: order.id,
    status: order.status,
    currency: order.currency,
    total: order.total,
    first: customer.name.first,
    last: customer.name.last,
    email: customer.email,
    tier: customer.tier,
    city: customer.address.city,
    address: customer.address,
    sku0: order.items[0].sku,
    qty1: order.items[1].qty,
    skus: order.items.map((item) => item.sku),
    requestId: meta.requestId,
    version: meta.version,
    greeting: `Hello ${customer.name.first} ${customer.name.last}`,
    subject: `Order ${order.id} is ${order.status} (${order.total} ${order.currency})`,
    key: `${meta.source}/${meta.requestId}/${order.id}`,
    merged: { ...defaults, ...overrides },
    chunks: partition(ids, 4),
    count: order.items.length,
    next: meta.version + 1,
    parts: csv.split(","),
    shipping: { method: defaults.shipping.method, days: defaults.shipping.days, to: customer.address.city },
    audit: { by: "bench", at: meta.requestId, list: [1, 2, 3] },
  };
}

function partition(items, size) {
  const chunks = [];
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size));
  return chunks;
}

const branch = ({ order, meta, ids }, id) => ({
  id,
  order: order.id,
  name: `${order.customer.name.first}-${meta.requestId}`,
  addr: order.customer.address,
  x: meta.version,
  y: ids.length,
  a: 1,
  b: 2,
  c: "c",
  d: [1, 2],
});

function pick({ score, kind, user, disabled }) {
  for (let rule = 0; rule < 100; rule++)
    if (
      score >= rule * 10 &&
      score < rule * 10 + 10 &&
      (kind === "a" || (kind.startsWith("b") && user.level > 0)) &&
      disabled !== true
    )
      return { rule };
  return { rule: -1 };
}

const tierAll = (items) => items.map(tier);

function tier(item) {
  const shaped = { id: item.id, price: item.price, tag: "item" };
  return shaped.price < 50 ? { ...shaped, tier: "cheap" } : { ...shaped, tier: "dear" };
}

function fan(input) {
  return Array.from({ length: 50 }, (_, branch) => {
    let document = input;
    for (let step = 0; step < 10; step++) document = { branch, step, v: document.v };
    return document;
  });
}

function retried() {
  for (let attempt = 0; ; attempt++)
    try {
      if (attempt < 2) throw new Error("not yet");
      return { ok: true };
    } catch (error) {
      if (attempt >= 3) throw error;
    }
}

function shapeWithVariables(input) {
  const shaped = [];
  for (let step = 0; step < 8; step++) shaped[step % 4] = shapeFurther(input, step);
  return {
    id: input.order.id,
    chunks: shaped[3].chunks,
    merged: shaped[2].merged,
    count: shaped[1].count,
    subject: shaped[0].subject,
    totalQty: shaped[0].totalQty,
  };
}

function shapeFurther(input, step) {
  const { items } = input.order;
  const { nothing, ...shaped } = shapeOnce(input, step);
  return {
    ...shaped,
    cheap: items.filter(({ price }) => price < 10).map(({ sku }) => sku),
    totalQty: items.reduce((sum, { qty, price }) => sum + qty * price, 0),
  };
}

function perRun({ id, n }) {
  const result = { ok: true, id };
  return result.ok ? { msg: `id ${id} ok`, n } : { id, n, result };
}
