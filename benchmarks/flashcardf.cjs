// Draws questions from flashcardf (github.com/wschella/flashcardf) without its screen, as JSON.
//
//     node flashcardf.cjs CHECKOUT FOLDER NUMBER
//
// CHECKOUT holds its compiled code in dist/, FOLDER a dataset.ttl and a questions.ttl. What its ui.tsx does
// to place the answer among the suggestions is done here; its random numbers are seeded to be repeatable.

const path = require("path");

const [checkout, folder, number] = process.argv.slice(2);
const here = path.resolve(folder);
process.chdir(checkout); // it reads ./flashcard.ttl

let state = 1; // mulberry32
Math.random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const { Quiz } = require(path.resolve("dist/quiz.js"));
const { randomBetween } = require(path.resolve("dist/util.js"));

const quiz = new Quiz({
  dir: here,
  dataset: path.join(here, "dataset.ttl"),
  questions: path.join(here, "questions.ttl"),
});
const items = [];
const start = process.hrtime.bigint();
while (items.length < Number(number)) {
  const { format, prompt, answer, suggestions } = quiz.getQuestion();
  const key = randomBetween(0, suggestions.length);
  const options = suggestions.map((node) => node.value);
  options.splice(key, 0, answer.value);
  items.push({
    format: format.value.split("#").pop(),
    prompt: prompt.value,
    stem: quiz.formatPrompt(format, prompt),
    key,
    options,
  });
}
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
process.stdout.write(JSON.stringify({ seconds, items }));
