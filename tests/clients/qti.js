// In a page with @citolab/qti-components: what an item of QTI 3.0 says, and what it scores and shows after answers.

// The player tells every step that it takes. What it finds wrong it says by console.error.
console.log = console.debug = console.info = console.warn = () => {};

const PARTS = {
  options: "qti-simple-choice, qti-simple-match-set:last-of-type > qti-simple-associable-choice",
  rows: "qti-simple-match-set:first-of-type > qti-simple-associable-choice",
};

function words(element) {
  const copy = element.cloneNode(true);
  for (const each of copy.querySelectorAll("br")) each.replaceWith("\n");
  return copy.textContent;
}

function told(feedback) {
  return {
    outcome: feedback.getAttribute("outcome-identifier"),
    value: feedback.getAttribute("identifier"),
    title: feedback.getAttribute("title"),
    lines: Array.from(feedback.querySelectorAll("p"), words),
  };
}

function answered(item, feedback, answer) {
  item.resetResponses();
  item.updateResponseVariable("RESPONSE", answer);
  item.processResponse(false, false);
  return {
    score: Number(item.getOutcome("SCORE").value),
    shown: feedback.flatMap((each, place) => (each.showStatus === "on" ? [place] : [])),
  };
}

async function play(xml, answers) {
  const container = document.createElement("item-container");
  const connected = new Promise((done) =>
    container.addEventListener("qti-assessment-item-connected", (event) => done(event.detail)),
  );
  container.itemXML = xml;
  document.body.append(container);
  const item = await connected;
  const response = item.getVariable("RESPONSE");
  const feedback = Array.from(item.querySelectorAll("qti-modal-feedback"));
  const parts = Object.entries(PARTS).map(([name, selector]) => [
    name,
    Array.from(item.querySelectorAll(selector), (each) => [each.getAttribute("identifier"), words(each)]),
  ]);
  const found = {
    id: item.identifier,
    title: item.title,
    interaction: item.querySelector("[response-identifier]").localName,
    stem: words(item.querySelector("qti-prompt, qti-item-body > p")),
    ...Object.fromEntries(parts),
    right: [response.correctResponse].flat(),
    accepted: response.mapping.mapEntries,
    feedback: feedback.map(told),
  };
  found.answers = answers.map((answer) => answered(item, feedback, answer));
  container.remove();
  return found;
}

async function playAll(asked) {
  const found = [];
  for (const [xml, answers] of asked) found.push(await play(xml, answers));
  return found;
}
