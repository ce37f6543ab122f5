// Reads JSON-LD on standard input with jsonld.js and writes N-Triples, lines in order of code point.
import { readFileSync } from "node:fs";
import jsonld from "jsonld";

const refuse = (url) => {
  throw new Error(`nothing may be fetched: ${url}`);
};
const document = JSON.parse(readFileSync(0, "utf8"));
const text = await jsonld.toRDF(document, { format: "application/n-quads", documentLoader: refuse });
const lines = text.split("\n").filter(Boolean);
lines.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
process.stdout.write(lines.join("\n") + "\n");
