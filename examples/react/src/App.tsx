import { useState } from "react";
import history from "../../html/history.json?raw";
import definition from "../../html/order.asl.json?raw";
import { MachineViewer } from "./MachineViewer.js";

export function App() {
  const [chosen, setChosen] = useState<string | null>(null);
  const [isDark, setDark] = useState(false);
  return (
    <>
      <h1>Orders</h1>
      <p>
        Chosen: <output>{chosen ?? "nothing"}</output>{" "}
        <button type="button" onClick={() => setDark(!isDark)}>
          {isDark ? "Light" : "Dark"}
        </button>
      </p>
      <MachineViewer definition={definition} history={history} theme={isDark ? "dark" : "light"} onSelect={setChosen} />
    </>
  );
}
