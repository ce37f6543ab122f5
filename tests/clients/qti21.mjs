// node qti21.mjs: reads a list of items of QTI 2.1 as JSON, writes what @citolab/qti-convert makes of them: QTI 3.0.
import { readFileSync, writeSync } from "node:fs";
import { convertQti2toQti3 } from "@citolab/qti-convert/qti-convert-node";

const converted = [];
for (const xml of JSON.parse(readFileSync(0, "utf8"))) converted.push(await convertQti2toQti3(xml));
const data = Buffer.from(JSON.stringify(converted));
for (let at = 0; at < data.length; ) at += writeSync(1, data, at);
