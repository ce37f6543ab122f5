// Reads Turtle on standard input with n3.js and writes N-Triples, lines in order of code point.
import { readFileSync } from "node:fs";
import { Parser, Writer } from "n3";

const quads = new Parser({ format: "text/turtle" }).parse(readFileSync(0, "utf8"));
const writer = new Writer({ format: "N-Triples" });
writer.addQuads(quads);
writer.end((error, text) => {
  if (error) throw error;
  const lines = text.split("\n").filter(Boolean);
  lines.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  process.stdout.write(lines.join("\n") + "\n");
});
