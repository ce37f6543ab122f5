// Each interaction: how a response is read from its controls and put back into them, and how it is marked.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function mark(line, right, words) {
  const sign = right === null ? "" : right ? "✓ " : "✗ ";
  const kind = right === null ? "plain" : right ? "right" : "wrong";
  line.append(element("span", { class: `mark ${kind}` }, element("span", { "aria-hidden": "true" }, sign), words));
}

function lines(form) {
  return Array.from(form.querySelectorAll(".options > li, .rows > li, .order > li"));
}

function wordsOf(line) {
  return line.querySelector(".words").textContent;
}

function markChoices(form, item, response) {
  const chosen = [response].flat();
  lines(form).forEach((line, place) => {
    const key = item.keys.includes(place);
    if (chosen.includes(place)) mark(line, key, key ? "Your answer, right" : "Your answer, wrong");
    else if (key) mark(line, null, item.keys.length > 1 ? "You missed this" : "The right answer");
  });
}

function boxes(form) {
  return Array.from(form.querySelectorAll("input"));
}

function tick(form, response) {
  boxes(form).forEach((box, place) => { box.checked = [response].flat().includes(place); });
}

function ticked(form) {
  return boxes(form).flatMap((box, place) => (box.checked ? [place] : []));
}

const INTERACTIONS = {
  "choose-one": {
    advice: "Choose one of the answers.",
    read: (form) => ticked(form)[0] ?? null,
    put: tick,
    mark: markChoices,
  },
  "choose-many": {
    advice: "Choose at least one of the answers.",
    read: ticked,
    put: tick,
    mark: markChoices,
  },
  text: {
    advice: "Type an answer.",
    read: (form) => boxes(form)[0].value,
    put: (form, response) => { boxes(form)[0].value = response ?? ""; },
    mark: () => {},
  },
  match: {
    advice: "Give each one an answer of its own: none is left open, and none is given twice.",
    read: (form) => Array.from(form.querySelectorAll("select"), (menu) => (menu.value === "" ? null : Number(menu.value))),
    put(form, response) {
      form.querySelectorAll("select").forEach((menu, row) => { menu.value = String(response?.[row] ?? ""); });
    },
    mark(form, item, response) {
      const names = Array.from(form.querySelectorAll(".choices .words"), (words) => words.textContent);
      lines(form).forEach((line, row) => {
        const right = response[row] === item.rows[row];
        mark(line, right, right ? "Right" : `Wrong: the answer is ${item.rows[row] + 1}. ${names[item.rows[row]]}`);
      });
    },
  },
  order: {
    advice: "",
    read: (form) => lines(form).map((line) => Number(line.dataset.place)),
    put(form, response, item) {
      const list = form.querySelector(".order");
      const byPlace = new Map(lines(form).map((line) => [Number(line.dataset.place), line]));
      const order = response ?? Array.from({ length: item.options }, (_, place) => place);
      list.append(...order.map((place) => byPlace.get(place)));
      settle(list);
    },
    mark(form, item) {
      lines(form).forEach((line) => {
        mark(line, null, `Number ${item.order.indexOf(Number(line.dataset.place)) + 1} in the right order`);
      });
    },
  },
};

// Nothing goes above the first or below the last.
function settle(list) {
  const all = Array.from(list.children);
  all.forEach((line, at) => {
    const [up, down] = line.querySelectorAll(".move");
    up.disabled = at === 0;
    down.disabled = at === all.length - 1;
  });
}

// Give each line of an order two buttons; `say` tells where it went.
function makeMovable(list, say) {
  for (const line of list.children) {
    for (const [way, sign] of [["up", "↑"], ["down", "↓"]]) {
      const button = element("button", { type: "button", class: "move", "aria-label": `Move ${way}: ${wordsOf(line)}` }, sign);
      button.addEventListener("click", () => {
        if (way === "up") line.previousElementSibling.before(line);
        else line.nextElementSibling.after(line);
        settle(list);
        (button.disabled ? line.querySelector(".move:enabled") : button).focus();
        const at = Array.from(list.children).indexOf(line) + 1;
        say(`${wordsOf(line)} is now number ${at} of ${list.children.length}.`);
      });
      line.append(button);
    }
  }
  settle(list);
}
