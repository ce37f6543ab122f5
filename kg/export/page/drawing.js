// The drawing: what stands on it, how it is moved, and the way through it by keys.

const MOST_THINGS = 250;
const MOST_ARROWS = 200;
const MANY_ARROWS = 60;
const NEAREST = 4;
const FARTHEST = 0.05;
const READABLE = 0.6;
const CLOSE = 0.95;
const PAN_PX = 60;

class Drawing {
  // `told(mark, what, number)` is called with "thing" or "claim" and its place, for what was opened.
  constructor(svg, data, told) {
    this.svg = svg;
    this.data = data;
    this.told = told;
    this.view = { x: 0, y: 0, k: 1 };
    this.root = draw("g");
    this.svg.append(this.root);
    this.touched = false;
    this.nodes = new Map();
    this.marks = new Map();
    this.whole = data.things.length <= MOST_THINGS && data.claims.length <= MOST_ARROWS;
    this.listen();
  }

  // Draw everything where it can be taken in; else a thing, what it is joined to and the arrows between.
  show(focus, among, ready) {
    this.focus = focus;
    this.chosen = null;
    const { things, claims } = this.data;
    let shown = new Set(things.keys());
    let drawn = [...claims.keys()];
    if (!this.whole) {
      const own = drawn.filter((place) => claims[place].from === focus || claims[place].to === focus);
      shown = new Set([focus, ...own.flatMap((place) => [claims[place].from, claims[place].to])]);
      this.left = Math.max(shown.size - MOST_THINGS, 0);
      shown = new Set([...shown].slice(0, MOST_THINGS));
      drawn = (among ? drawn : own).filter(
        (place) => shown.has(claims[place].from) && shown.has(claims[place].to),
      );
    }
    this.nodes = new Map([...shown].sort((a, b) => a - b).map((place) => [place, box(things[place], place)]));
    const links = drawn.map((place) => {
      const { from, to } = claims[place];
      return [
        this.nodes.get(from),
        this.nodes.get(to),
        drawn.length > MANY_ARROWS ? 0 : widthOf(claims[place].verb, VERB_SIZE),
      ];
    });
    this.drawn = drawn;
    this.svg.setAttribute("aria-busy", "true");
    layout([...this.nodes.values()], links, () => {
      this.paint(links);
      this.svg.removeAttribute("aria-busy");
      this.touched = false;
      this.fit(READABLE);
      ready();
    });
  }

  paint(links) {
    const { things, claims } = this.data;
    const together = new Map();
    for (const pair of links) together.set(pairName(pair), [...(together.get(pairName(pair)) ?? []), pair]);
    this.marks = new Map();
    const arrows = draw("g");
    const boxes = draw("g");
    const taken = [...this.nodes.values()];
    this.drawn.forEach((place, index) => {
      const others = together.get(pairName(links[index]));
      const lane = others.indexOf(links[index]) - (others.length - 1) / 2;
      const [from, to] = links[index];
      const mark = arrowMark(claims[place], arrow(from, to, lane), taken);
      this.marks.set(mark, { what: "claim", place });
      arrows.append(mark);
    });
    const counts = new Map();
    for (const claim of claims)
      for (const end of new Set([claim.from, claim.to])) counts.set(end, (counts.get(end) ?? 0) + 1);
    for (const [place, node] of this.nodes) {
      const mark = boxMark(things[place], node, counts.get(place) ?? 0);
      this.marks.set(mark, { what: "thing", place });
      boxes.append(mark);
    }
    this.svg.classList.toggle("dense", this.drawn.length > MANY_ARROWS);
    this.root.replaceChildren(arrows, boxes);
    this.rove(this.markOf("thing", this.nodes.has(this.focus) ? this.focus : [...this.nodes.keys()][0]));
  }

  markOf(what, place) {
    for (const [mark, has] of this.marks) if (has.what === what && has.place === place) return mark;
    return null;
  }

  // Tab comes to one mark of the drawing: the last one that mattered.
  rove(mark) {
    for (const each of this.root.querySelectorAll("[tabindex='0']")) each.setAttribute("tabindex", "-1");
    if (mark) mark.setAttribute("tabindex", "0");
  }

  // Set off what is chosen with the arrows that touch it, and bring it into view.
  choose(what, place) {
    for (const each of this.root.querySelectorAll(".chosen, .near")) each.classList.remove("chosen", "near");
    const mark = this.markOf(what, place);
    if (!mark) return null;
    this.chosen = { what, place };
    mark.classList.add("chosen");
    const near = what === "thing" ? this.arrowsOf(place) : [];
    for (const each of near) each.classList.add("near");
    this.svg.classList.toggle("crowded", near.length > MANY_ARROWS / 2);
    this.rove(mark);
    this.reveal(what, place);
    return mark;
  }

  hits(places) {
    for (const [mark, has] of this.marks)
      mark.classList.toggle("hit", has.what === "thing" && places.has(has.place));
  }

  arrowsOf(place) {
    const touches = (has) =>
      has.what === "claim" &&
      [this.data.claims[has.place].from, this.data.claims[has.place].to].includes(place);
    return [...this.marks].filter(([, has]) => touches(has)).map(([mark]) => mark);
  }

  middleOf(what, place) {
    if (what === "thing") return this.nodes.get(place);
    const [from, to] = [this.data.claims[place].from, this.data.claims[place].to].map((end) =>
      this.nodes.get(end),
    );
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  }

  reveal(what, place) {
    const { width, height } = this.svg.getBoundingClientRect();
    const at = this.middleOf(what, place);
    const k = Math.max(this.view.k, READABLE);
    const [x, y] = [at.x * this.view.k + this.view.x, at.y * this.view.k + this.view.y];
    const inside = x > 80 && y > 40 && x < width - 80 && y < height - 60;
    if (inside && k === this.view.k) return;
    this.move({ k, x: width / 2 - at.x * k, y: height / 2 - at.y * k });
  }

  // Take all of it in; but where that would be too small to read, begin with what matters most.
  fit(least = FARTHEST) {
    if (!this.nodes.size) return;
    const { width, height } = this.svg.getBoundingClientRect();
    const { left, top, right, bottom } = this.bounds();
    const k = Math.min(width / (right - left), height / (bottom - top), 1.2);
    if (k >= least) {
      this.move({ k, x: (width - (left + right) * k) / 2, y: (height - (top + bottom) * k) / 2 });
    } else {
      const at = this.chosen
        ? this.middleOf(this.chosen.what, this.chosen.place)
        : this.nodes.get(this.focus);
      this.move({ k: least, x: width / 2 - at.x * least, y: height / 2 - at.y * least });
    }
  }

  bounds() {
    const all = [...this.nodes.values()];
    const reach = (axis, side, size) => all.map((node) => node[axis] + (side * node[size]) / 2);
    return {
      left: Math.min(0, ...reach("x", -1, "w")) - 24,
      right: Math.max(1, ...reach("x", 1, "w")) + 24,
      top: Math.min(0, ...reach("y", -1, "h")) - 40,
      bottom: Math.max(1, ...reach("y", 1, "h")) + 40,
    };
  }

  move(view) {
    this.view = { ...this.view, ...view };
    const { x, y, k } = this.view;
    if (this.svg.hasAttribute("viewBox")) return; // on paper
    this.svg.classList.toggle("far", k < READABLE);
    this.svg.classList.toggle("close", k > CLOSE);
    this.root.setAttribute(
      "transform",
      `translate(${short(x)} ${short(y)}) scale(${Math.round(k * 1000) / 1000})`,
    );
  }

  pan(dx, dy) {
    this.touched = true;
    this.move({ x: this.view.x + dx, y: this.view.y + dy });
  }

  // Zoom so that what is at a point of the screen stays there.
  zoom(by, at) {
    const { left, top, width, height } = this.svg.getBoundingClientRect();
    const [px, py] = at ? [at[0] - left, at[1] - top] : [width / 2, height / 2];
    const k = Math.min(Math.max(this.view.k * by, FARTHEST), NEAREST);
    const grown = k / this.view.k;
    this.touched = true;
    this.move({ k, x: px - (px - this.view.x) * grown, y: py - (py - this.view.y) * grown });
  }

  listen() {
    const { svg } = this;
    const fingers = new Map();
    let dragged = 0;
    const spread = () => {
      const [one, other] = [...fingers.values()];
      return {
        gap: Math.hypot(one[0] - other[0], one[1] - other[1]),
        at: [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2],
      };
    };
    svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      if (!fingers.size) dragged = 0;
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
    });
    svg.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const old = fingers.size > 1 ? spread() : null;
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
      const [dx, dy] = [event.clientX - before[0], event.clientY - before[1]];
      dragged += Math.hypot(dx, dy);
      if (dragged > 4 && !svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
      this.pan(dx / fingers.size, dy / fingers.size);
      if (old && old.gap > 0) this.zoom(spread().gap / old.gap, spread().at);
    });
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
      svg.addEventListener(name, (event) => fingers.delete(event.pointerId));
    }
    svg.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.zoom(Math.exp((-Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY), 120)) / 480), [
          event.clientX,
          event.clientY,
        ]);
      },
      { passive: false },
    );
    svg.addEventListener("click", (event) => {
      const mark = event.target.closest(".thing, .claim");
      if (mark && dragged <= 4) this.open(mark);
    });
    svg.addEventListener("keydown", (event) => this.key(event));
  }

  open(mark) {
    const { what, place } = this.marks.get(mark);
    this.told(mark, what, place);
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const mark = this.marks.has(event.target) ? event.target : null;
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const along = arrows[event.key];
    if (along && mark && !event.shiftKey) this.step(mark, along);
    else if (along) this.pan(-along[0] * PAN_PX, -along[1] * PAN_PX);
    else if (event.key === "+" || event.key === "=") this.zoom(1.25);
    else if (event.key === "-") this.zoom(0.8);
    else if (event.key === "0") this.fit();
    else if (mark && (event.key === "Enter" || event.key === " ")) this.open(mark);
    else if (mark && (event.key === "n" || event.key === "p")) this.walk(mark, event.key === "n" ? 1 : -1);
    else return;
    event.preventDefault();
  }

  // Go to the nearest thing that lies that way.
  step(mark, [dx, dy]) {
    const { what, place } = this.marks.get(mark);
    const here = this.middleOf(what, place);
    let best = null;
    for (const node of this.nodes.values()) {
      const [x, y] = [node.x - here.x, node.y - here.y];
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (along <= 1 || aside > along * 2) continue;
      const cost = along + aside * 2;
      if (!best || cost < best.cost) best = { node, cost };
    }
    if (best) this.goTo(this.markOf("thing", best.node.place));
  }

  // Go round the arrows of the thing that was last left.
  walk(mark, by) {
    const { what, place } = this.marks.get(mark);
    if (what === "thing") this.around = place;
    const arrows = this.arrowsOf(this.around ?? this.data.claims[place].from);
    if (!arrows.length) return;
    const at = arrows.indexOf(mark);
    this.goTo(arrows[at < 0 ? (by > 0 ? 0 : arrows.length - 1) : (at + by + arrows.length) % arrows.length]);
  }

  goTo(mark) {
    const { what, place } = this.marks.get(mark);
    this.rove(mark);
    this.reveal(what, place);
    mark.focus({ preventScroll: true });
  }
}

function box(thing, place) {
  const lines = wrapped(thing.label, SIZE, LABEL_WIDTH, 4);
  const width = Math.max(...lines.map((line) => widthOf(line, SIZE)));
  return { place, lines, x: 0, y: 0, w: Math.max(width, 24) + 30, h: lines.length * LINE + 14 };
}

function boxMark(thing, node, count) {
  const mark = draw("g", {
    class: `thing o-${thing.outline}`,
    "data-id": thing.id,
    role: "button",
    tabindex: "-1",
    transform: `translate(${short(node.x)} ${short(node.y)})`,
    "aria-label": `${thing.label}, ${thing.kind}, ${many(count, "claim")}`,
  });
  const top = ((1 - node.lines.length) * LINE) / 2 + SIZE * 0.34;
  mark.append(
    draw("title", {}, `${thing.label} (${thing.kind})`),
    draw("path", { class: "outline", d: OUTLINES[thing.outline](node.w, node.h) }),
    draw(
      "text",
      {},
      ...node.lines.map((line, index) => draw("tspan", { x: 0, y: short(top + index * LINE) }, line)),
    ),
  );
  return mark;
}

function arrowMark(claim, { path, heads, spots }, taken) {
  const mark = draw("g", {
    class: `claim s-${claim.status}`,
    "data-id": claim.id,
    role: "button",
    tabindex: "-1",
    // What is seen comes first, for those who speak it to press it.
    "aria-label": `${claim.verb}: ${claim.says} ${claim.status}`,
  });
  const at = spotFor(spots, widthOf(claim.verb, VERB_SIZE), taken);
  mark.append(
    draw("title", {}, `${claim.says} (${claim.status})`),
    draw("path", { class: "reach", d: path }),
    draw("path", { class: "line", d: path }),
    ...heads.slice(0, claim.both ? 2 : 1).map(([at, before]) => headAt(at, before)),
    draw("text", { x: short(at.x), y: short(at.y + 4) }, claim.verb),
  );
  return mark;
}
