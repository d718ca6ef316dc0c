const viewer = document.querySelector("asl-viewer");
const graph = document.querySelector("asl-graph");
const chosen = document.querySelector("#chosen");

viewer.addEventListener("asl-select", ({ detail }) => {
  chosen.value = detail.node ?? "nothing";
  graph.selected = detail.node;
});

async function show() {
  const [definition, history] = await Promise.all(
    ["order.asl.json", "history.json"].map(async (file) => (await fetch(file)).text()),
  );
  await viewer.open(definition, "order.asl.json");
  await viewer.open(history, "history.json");
  graph.definition = JSON.parse(definition);
}

void show();
