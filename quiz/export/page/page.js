// One question at a time. Until this script runs, all of them stand on the page with their answers.

document.documentElement.classList.add("scripted");
document.addEventListener("DOMContentLoaded", async () => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const keep = await keeper(data.key, () => tally());
  const sections = Array.from(document.querySelectorAll(".question"));
  const given = new Map();
  let at = 0;

  const item = (place) => data.items[place];
  const find = (place, selector) => sections[place].querySelector(selector);
  const doneWell = () => [...given].filter(([place, response]) => grade(item(place), response).right).length;
  const missed = () => [...given.keys()].sort((a, b) => a - b).filter((place) => !grade(item(place), given.get(place)).right);
  // The next one without an answer, from here on and then from the start; -1 where there is none.
  function nextOpen() {
    const places = sections.map((_, step) => (at + 1 + step) % sections.length);
    return places.find((place) => !given.has(place)) ?? -1;
  }

  function sentence(words) {
    return /[.?!]$/.test(words) ? words : `${words}.`;
  }

  function verdict(place) {
    const asked = item(place);
    const { score, right, spelled, claimed } = grade(asked, given.get(place));
    const word = right ? "Right" : score > 0 ? "Partly right" : "Wrong";
    const sign = { Right: "✓", "Partly right": "◐", Wrong: "✗" }[word];
    let rest = ".";
    if (right) rest = spelled === null ? "." : `. It is spelled ${sentence(spelled)}`;
    else if (asked.kind === "choose-one") rest = `. The answer is ${sentence(asked.answer)}`;
    else if (asked.kind === "text") {
      const near = claimed ? " That is claimed as well, but is not the one asked for." : " That is a part of it, or has it as a part.";
      rest = `. The answer is ${sentence(asked.answer)}${score > 0 ? near : ""}`;
    } else {
      const most = pointsOf(asked);
      rest = `: ${Math.round(score * most)} of ${most} ${most === 1 ? "point" : "points"}.`;
    }
    return { sign, word, rest };
  }

  function tally() {
    byId("tally").textContent = `${given.size} of ${sections.length} answered, ${doneWell()} right.`;
    byId("bar").value = given.size;
    byId("kept").textContent = keep.keeps
      ? "Your answers are kept in this browser."
      : "This browser keeps nothing for this page: your answers are gone once you close it.";
    const open = nextOpen() >= 0;
    for (const button of document.querySelectorAll(".onward")) {
      button.textContent = open ? "Next question" : "See how it went";
    }
  }

  function menuWords(place) {
    const word = given.has(place) ? verdict(place) : { sign: "–", word: "open" };
    byId("which").options[place].textContent = `${place + 1} ${word.sign} ${word.word.toLowerCase()}`;
  }

  // Show what was answered, or the question as it was asked.
  function render(place) {
    const form = find(place, "form");
    const asked = item(place);
    const way = INTERACTIONS[asked.kind];
    const answered = given.has(place);
    form.querySelectorAll(".mark").forEach((each) => each.remove());
    find(place, ".problem").textContent = "";
    find(place, ".verdict").replaceChildren();
    for (const control of form.querySelectorAll("input, select, .move")) control.disabled = answered;
    way.put(form, given.get(place), asked);
    sections[place].classList.toggle("answered", answered);
    find(place, ".answer").open = answered;
    if (answered) {
      for (const button of form.querySelectorAll(".move")) button.disabled = true;
      way.mark(form, asked, given.get(place));
      const { sign, word, rest } = verdict(place);
      find(place, ".verdict").className = `verdict ${{ "✓": "right", "✗": "wrong" }[sign] ?? "partly"}`;
      find(place, ".verdict").append(element("span", { "aria-hidden": "true" }, `${sign} `), word + rest);
    }
    menuWords(place);
  }

  function go(place, focus = true) {
    sections[at].classList.remove("now");
    byId("end").hidden = true;
    at = place;
    sections[at].classList.add("now");
    byId("which").value = String(at);
    byId("back").disabled = at === 0;
    byId("on").disabled = at === sections.length - 1;
    keep.change(item(at).id, []);
    tally();
    if (focus) {
      find(at, "h2").focus();
      find(at, "h2").scrollIntoView({ block: "start" });
    }
  }

  function check(place, event) {
    event.preventDefault();
    const asked = item(place);
    const response = INTERACTIONS[asked.kind].read(find(place, "form"));
    if (!isResponse(asked, response)) {
      // Said again where it stands there already.
      find(place, ".problem").textContent = "";
      requestAnimationFrame(() => { find(place, ".problem").textContent = INTERACTIONS[asked.kind].advice; });
      return;
    }
    given.set(place, response);
    keep.change(asked.id, [[asked.id, response]]);
    render(place);
    tally();
    find(place, ".onward").focus();
  }

  function forget(places) {
    for (const place of places) given.delete(place);
    keep.change(item(at).id, places.map((place) => [item(place).id, null]));
    places.forEach(render);
    tally();
  }

  function finish() {
    const rest = missed();
    const partly = rest.filter((place) => grade(item(place), given.get(place)).score > 0).length;
    byId("score").textContent = `${doneWell()} of ${sections.length} right${partly ? `, ${partly} partly` : ""}.`;
    byId("missed").replaceChildren(...rest.map((place) => {
      const button = element("button", { type: "button" }, `${place + 1}. ${find(place, ".stem").textContent}`);
      button.addEventListener("click", () => go(place));
      return element("li", {}, button);
    }));
    byId("to-review").hidden = rest.length === 0;
    sections[at].classList.remove("now");
    byId("end").hidden = false;
    byId("end-head").focus();
  }

  function onward() {
    const next = nextOpen();
    if (next < 0) finish();
    else go(next);
  }

  const places = new Map(data.items.map((each, place) => [each.id, place]));
  for (const [id, response] of keep.answers) {
    const place = places.get(id);
    if (place !== undefined && isResponse(item(place), response)) given.set(place, response);
  }
  const which = byId("which");
  sections.forEach((section, place) => {
    which.append(element("option", { value: place }));
    const order = section.querySelector(".order");
    if (order) makeMovable(order, (words) => { byId("said").textContent = words; });
    if (given.has(place)) render(place);
    else menuWords(place);
    section.querySelector("form").addEventListener("submit", (event) => check(place, event));
    section.querySelector(".onward").addEventListener("click", onward);
    section.querySelector(".again").addEventListener("click", () => {
      forget([place]);
      (section.querySelector("input, select, .move:enabled") ?? section.querySelector("h2")).focus();
    });
  });
  byId("back").addEventListener("click", () => go(at - 1));
  byId("on").addEventListener("click", () => go(at + 1));
  byId("go").addEventListener("submit", (event) => {
    event.preventDefault();
    go(Number(which.value));
  });
  byId("retry").addEventListener("click", () => {
    const rest = missed();
    forget(rest);
    go(rest[0]);
  });
  byId("restart").addEventListener("click", () => {
    forget([...given.keys()]);
    byId("anew").open = false;
    go(0);
  });
  byId("bar").max = sections.length;
  byId("tools").hidden = false;
  if (sections.length > 0) go(places.get(keep.at) ?? 0, false);
  document.documentElement.dataset.ready = "";
});
