// node mermaid.mjs FILE...: for each chart one line of JSON with the nodes and lines that Mermaid's own parser reads.
import { readFileSync } from "node:fs";
import { Window } from "happy-dom";

// Mermaid cleans labels by means of a page, and there is none in Node.
const page = new Window();
for (const name of ["document", "DocumentFragment", "Element", "Node", "NodeFilter"]) globalThis[name] = page[name];
globalThis.window = page;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ maxEdges: 10000, maxTextSize: 1000000 });

// As Mermaid does before it draws: entities are kept out of the grammar's way in a spelling of their own.
const plain = (text) =>
  text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code))).replace(/ﬂ°(\w+)¶ß/g, "&$1;");
for (const file of process.argv.slice(2)) {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(file, "utf8"));
  const nodes = [...db.getVertices().values()].map(({ id, type, text }) => ({ id, type, text: plain(text) }));
  const lines = db.getEdges().map(({ start, end, type, stroke, text }) => ({
    start, end, type, stroke, text: plain(text),
  }));
  console.log(JSON.stringify({ nodes, lines }));
}
await page.happyDOM.close();
