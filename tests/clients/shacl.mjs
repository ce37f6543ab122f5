// node shacl.mjs SHAPES DATA...: for each file of data one line of JSON with what rdf-validate-shacl finds,
// as sorted pairs of focus node and source shape.
import { readFileSync } from "node:fs";
import rdf from "@zazuko/env-node";
import { Parser } from "n3";
import SHACLValidator from "rdf-validate-shacl";

const read = (file) => rdf.dataset(new Parser({ factory: rdf }).parse(readFileSync(file, "utf8")));
const [shapes, ...files] = process.argv.slice(2);
const validator = new SHACLValidator(read(shapes), { factory: rdf });
for (const file of files) {
  const report = await validator.validate(read(file));
  const found = report.results.map((result) => [result.focusNode.value, result.sourceShape.value]);
  found.sort((a, b) => (a.join(" ") < b.join(" ") ? -1 : 1));
  console.log(JSON.stringify({ conforms: report.conforms, results: found }));
}
