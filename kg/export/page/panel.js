// What is claimed of a thing or by an arrow, beside the drawing. The words are those of the lists below.

const OPEN_AT_ONCE = 5;

class Panel {
  // `pick` chooses a thing or a claim in the drawing, `about` draws what is around a thing.
  constructor(data, rows, whole, { pick, about }) {
    this.data = data;
    this.rows = rows;
    this.whole = whole;
    this.pick = pick;
    this.about = about;
    this.things = byId("things").querySelectorAll("dd");
    this.sources = byId("sources").children;
    this.place = byId("panel");
    this.opener = null;
    byId("close").addEventListener("click", () => this.close());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.place.hidden) this.close();
    });
  }

  thing(place, opener) {
    const thing = this.data.things[place];
    const claims = [...this.data.claims.keys()].filter((each) => this.touches(each, place));
    const first = claims.filter((each) => this.data.claims[each].from === place);
    const then = claims.filter((each) => this.data.claims[each].from !== place);
    this.fill(
      thing.label,
      element("p", { class: "kind" }, thing.kind),
      ...copies(this.things[place]),
      button(this.whole ? "Show it in the drawing" : "Draw what is around it", () =>
        this.whole ? this.pick("thing", place) : this.about(place),
      ),
      element("h3", {}, many(claims.length, "claim")),
      ...this.told([...first, ...then], claims.length <= OPEN_AT_ONCE),
    );
    this.open(opener);
  }

  claim(place, opener) {
    const { from, to, says } = this.data.claims[place];
    const { things } = this.data;
    const same = [...this.data.claims.keys()].filter(
      (each) =>
        each !== place &&
        this.touches(each, from) &&
        this.touches(each, to) &&
        (from !== to || this.data.claims[each].from === this.data.claims[each].to),
    );
    this.fill(
      says,
      ...this.told([place], true, false),
      ...(same.length ? [element("h3", {}, "Also between these two"), ...this.told(same, false)] : []),
      element("h3", {}, "Its ends"),
      ...[...new Set([from, to])].map((end) =>
        button(things[end].label, () => {
          this.pick("thing", end);
          this.thing(end);
        }),
      ),
    );
    this.open(opener);
  }

  touches(claim, thing) {
    return this.data.claims[claim].from === thing || this.data.claims[claim].to === thing;
  }

  told(places, opened, titled = true) {
    return places.map((place) => {
      const claim = this.data.claims[place];
      const status = element("p", { class: "status" }, this.data.statuses[claim.status]);
      const sources = element(
        "ul",
        { class: "sources" },
        ...claim.sources.map((each) => element("li", {}, ...copies(this.sources[each]))),
      );
      const inside = [
        status,
        ...copies(this.rows[place].cells[5]),
        element("p", { class: "kind" }, "Sources"),
        sources,
      ];
      if (!titled) return element("div", { class: "told", "data-claim": claim.id }, ...inside);
      const whole = element(
        "details",
        { class: "told", "data-claim": claim.id },
        element("summary", {}, claim.says, " ", element("small", {}, claim.status)),
        ...inside,
      );
      whole.open = opened;
      return whole;
    });
  }

  fill(heading, ...children) {
    byId("panel-heading").textContent = heading;
    byId("panel-body").replaceChildren(...children);
    this.place.scrollTop = 0;
  }

  open(opener) {
    if (opener) this.opener = opener;
    this.place.hidden = false;
    byId("stage").classList.add("told-of");
    byId("panel-heading").focus();
  }

  close() {
    this.place.hidden = true;
    byId("stage").classList.remove("told-of");
    const back = this.opener?.isConnected && !this.opener.closest("[hidden]") ? this.opener : byId("drawing");
    back.focus();
  }
}

function copies(element) {
  return [...element.cloneNode(true).childNodes];
}

function button(label, pressed, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", pressed);
  return made;
}
