// node gift.mjs FILE...: for each file one line of JSON with the questions that gift-pegjs reads.
import { readFileSync } from "node:fs";
import gift from "gift-pegjs";

for (const file of process.argv.slice(2)) console.log(JSON.stringify(gift.parse(readFileSync(file, "utf8"))));
