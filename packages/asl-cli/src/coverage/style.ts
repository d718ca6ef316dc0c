/** The looks of the HTML report, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --full: #2da44e33; --half: #d4a72c33; --low: #cf222e33; --edge: #8884; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 110rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: 0.2rem 0.7rem; text-align: right; border-bottom: 1px solid var(--edge); }
th[scope="row"] { text-align: left; font-weight: 600; }
small { opacity: 0.7; }
.full { background: var(--full); } .half { background: var(--half); } .low { background: var(--low); }
.note { opacity: 0.8; }
.picture { border: 1px solid var(--edge); margin: 1rem 0; padding: 0.4rem 0.8rem; }
.asl-graph { --asl-ground: Canvas; }
.picture > div { overflow: auto; max-height: 90vh; }
.source { width: 100%; table-layout: fixed; }
.source td { border: 0; padding: 0 0.6rem; text-align: left; overflow-wrap: anywhere; }
.source .number { width: 3.5rem; text-align: right; user-select: none; }
.source .number a { color: inherit; opacity: 0.6; text-decoration: none; }
tr:target { outline: 2px solid #0969da; }
code, pre { font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; }
pre { border: 1px solid var(--edge); padding: 0.7rem; }
.item { border-radius: 0.6rem; font-size: 11px; margin-left: 0.5rem; padding: 0 0.5rem; white-space: nowrap; }
.yes { background: #2da44e55; } .no { background: #cf222e66; font-weight: 600; }
`;
