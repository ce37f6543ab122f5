// What ties search, drawing, panel and table together.

const data = JSON.parse(byId("data").textContent);
const body = document.querySelector("#claims tbody");
const rows = [...body.rows];
const drawing = new Drawing(byId("drawing"), data, (mark, what, place) => opened(what, place, mark));
const panel = new Panel(data, rows, drawing.whole, {
  pick: (what, place) => goTo(what, place),
  about: (place) => show(place, () => drawing.choose("thing", place)),
});

const thingTexts = Array.from(byId("things").querySelectorAll("dd"), (told, place) => {
  const { label, id, kind } = data.things[place];
  const also = told.querySelector(".also")?.textContent ?? "";
  return { names: plain(`${label} ${id} ${also}`), all: plain(`${kind} ${told.textContent}`) };
});
const claimTexts = data.claims.map((claim, place) =>
  plain(
    `${claim.id} ${claim.says} ${rows[place].textContent} ${thingTexts[claim.from].names} ${thingTexts[claim.to].names}`,
  ),
);

let targets = [];
let current = -1;

function start() {
  byId("tools").hidden = false;
  buttonsInTable();
  show(mostClaimed());
  byId("query").addEventListener("input", search);
  byId("query").addEventListener("keydown", (event) => {
    if (event.key === "Enter") turn(event.shiftKey ? -1 : 1);
  });
  byId("next").addEventListener("click", () => turn(1));
  byId("previous").addEventListener("click", () => turn(-1));
  byId("closer").addEventListener("click", () => drawing.zoom(1.25));
  byId("farther").addEventListener("click", () => drawing.zoom(0.8));
  byId("fit").addEventListener("click", () => drawing.fit());
  byId("among").addEventListener("change", () => show(drawing.focus));
  new ResizeObserver(() => drawing.touched || drawing.fit(READABLE)).observe(byId("drawing"));
  window.addEventListener("beforeprint", () => forPrint(true));
  window.addEventListener("afterprint", () => forPrint(false));
  search();
}

function mostClaimed() {
  const counts = data.things.map(() => 0);
  for (const claim of data.claims) for (const end of new Set([claim.from, claim.to])) counts[end] += 1;
  return Math.max(counts.indexOf(Math.max(...counts)), 0);
}

function show(focus, then = () => {}) {
  drawing.show(focus, byId("among").checked, () => {
    legend();
    byId("drawn").textContent = drawn();
    byId("among-choice").hidden = drawing.whole;
    drawing.hits(new Set(targets.filter(({ what }) => what === "thing").map(({ place }) => place)));
    then();
    byId("drawing").dataset.ready = String(focus);
  });
}

function drawn() {
  const all = `${many(data.claims.length, "claim")} in the table`;
  const verbs = drawing.svg.classList.contains("dense")
    ? " Zoom in, or choose a thing, to read the verbs."
    : "";
  if (drawing.whole)
    return `Drawn: all ${many(data.things.length, "thing")} and ${many(data.claims.length, "claim")}.${verbs}`;
  const more = drawing.left ? ` ${many(drawing.left, "neighbour")} more did not fit.` : "";
  return `Drawn: ${data.things[drawing.focus].label} and its ${many(drawing.nodes.size - 1, "neighbour")}, with ${many(drawing.drawn.length, "claim")}.${more} Search for another thing to draw that; ${all}.${verbs}`;
}

// Go to a thing or a claim in the drawing, which is drawn about it where it does not show it.
function goTo(what, place, then = () => {}) {
  const here = () => {
    drawing.choose(what, place);
    then();
  };
  if (drawing.markOf(what, place)) here();
  else show(what === "thing" ? place : data.claims[place].from, here);
}

function opened(what, place, opener) {
  panel[what](place, opener);
  drawing.choose(what, place);
}

function search() {
  const words = plain(byId("query").value).split(" ").filter(Boolean);
  const whole = words.join(" ");
  const has = (text) => words.every((word) => text.includes(word));
  const shown = claimTexts.map(has);
  rows.forEach((row, place) => {
    row.hidden = !shown[place];
  });
  const rank = ({ names, all }) =>
    names.startsWith(whole) ? 0 : has(names) ? 1 : has(`${names} ${all}`) ? 2 : 3;
  const things = [...data.things.keys()].filter((place) => rank(thingTexts[place]) < 3);
  things.sort((a, b) => rank(thingTexts[a]) - rank(thingTexts[b]) || a - b);
  const claims = [...data.claims.keys()].filter((place) => shown[place]);
  const found = things.length
    ? things.map((place) => ({ what: "thing", place }))
    : claims.map((place) => ({ what: "claim", place }));
  targets = words.length ? found : [];
  current = -1;
  drawing.hits(new Set(words.length ? things : []));
  byId("found").textContent = words.length
    ? `${many(things.length, "thing")}, ${many(claims.length, "claim")}`
    : "";
  for (const name of ["next", "previous"]) byId(name).disabled = !targets.length;
}

function turn(by) {
  if (!targets.length) return;
  current = current < 0 && by < 0 ? targets.length - 1 : (current + by + targets.length) % targets.length;
  const { what, place } = targets[current];
  goTo(what, place);
  const name = what === "thing" ? data.things[place].label : data.claims[place].says;
  byId("found").textContent = `${current + 1} of ${targets.length}: ${name}`;
}

// The verb of each row opens its claim; each heading sorts by its column.
function buttonsInTable() {
  rows.forEach((row, place) => {
    const verb = row.cells[1];
    const made = button(verb.textContent, () => goTo("claim", place, () => panel.claim(place, made)), {
      class: "verb",
    });
    verb.replaceChildren(made);
  });
  document.querySelectorAll("#claims thead th").forEach((heading, column) => {
    heading.replaceChildren(button(heading.textContent, () => sort(heading, column)));
  });
}

function sort(heading, column) {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const texts = new Map(rows.map((row) => [row, row.cells[column].textContent]));
  const order = new Intl.Collator("en", { numeric: true });
  const sorted = [...rows].sort((a, b) => (down ? -1 : 1) * order.compare(texts.get(a), texts.get(b)));
  body.append(...sorted);
}

// Only what the drawing shows is explained.
function legend() {
  const statuses = Object.entries(data.statuses).filter(([status]) =>
    drawing.drawn.some((place) => data.claims[place].status === status),
  );
  const lines = statuses.map(([status, words]) =>
    sample(
      draw(
        "g",
        { class: `claim s-${status}` },
        draw("path", { class: "line", d: "M2 12H46" }),
        headAt([52, 12], [2, 12]),
      ),
      words,
    ),
  );
  const kinds = new Map();
  for (const place of drawing.nodes.keys()) {
    const { outline, kind } = data.things[place];
    kinds.set(outline, (kinds.get(outline) ?? new Set()).add(kind));
  }
  const outlines = Object.keys(OUTLINES)
    .filter((name) => kinds.has(name))
    .map((name) =>
      sample(
        draw(
          "g",
          { class: `thing o-${name}`, transform: "translate(27 12)" },
          draw("path", { class: "outline", d: OUTLINES[name](48, 20) }),
        ),
        [...kinds.get(name)].sort().join(", "),
      ),
    );
  byId("legend")
    .querySelector("ul")
    .replaceChildren(...lines, ...outlines);
}

function sample(picture, words) {
  return element("li", {}, draw("svg", { width: 54, height: 24, "aria-hidden": "true" }, picture), words);
}

// Paper gets the whole drawing, whatever part of it the screen shows.
function forPrint(printing) {
  const { left, top, right, bottom } = drawing.bounds();
  if (printing && drawing.nodes.size) {
    drawing.svg.setAttribute("viewBox", [left, top, right - left, bottom - top].map(short).join(" "));
    drawing.root.removeAttribute("transform");
    drawing.svg.classList.remove("far");
  } else {
    drawing.svg.removeAttribute("viewBox");
    drawing.move({});
  }
}

start();
