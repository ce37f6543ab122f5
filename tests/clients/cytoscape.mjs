// Reads Cytoscape JSON on standard input with Cytoscape.js, without a screen; writes what it holds as JSON.
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";

const { elements } = JSON.parse(readFileSync(0, "utf8"));
const graph = cytoscape({ headless: true, elements });
const data = (found) => found.map((element) => element.data());
console.log(JSON.stringify({ nodes: data(graph.nodes()), edges: data(graph.edges()) }));
