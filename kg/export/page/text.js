// Making elements. Text only ever goes in as text; no element is made from a string of markup.

const SVG = "http://www.w3.org/2000/svg";

function draw(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

// Case, accents and runs of space make no difference to what is found.
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}

function many(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("en") : null;

// What a reader takes for one letter, so that none is cut in two.
function letters(text) {
  return segmenter ? Array.from(segmenter.segment(text), (each) => each.segment) : Array.from(text);
}

const ruler = document.createElement("canvas").getContext("2d");
// Asked once: to ask again would have the whole page laid out anew each time.
const family = getComputedStyle(document.body).fontFamily;

function widthOf(text, size) {
  ruler.font = `${size}px ${family}`;
  return ruler.measureText(text).width;
}

// Break a label into at most `most` lines of `width`; what does not fit ends in an ellipsis. Lines that end with a
// word keep their space, so that they join to the label again.
function wrapped(label, size, width, most) {
  const lines = [""];
  for (const word of label.split(/\s+/).filter(Boolean)) {
    pieces(word, size, width).forEach((piece, part) => {
      const line = lines.at(-1);
      const longer = line && part === 0 ? `${line} ${piece}` : line + piece;
      if (!line || (part === 0 && widthOf(longer, size) <= width)) lines[lines.length - 1] = longer;
      else {
        if (part === 0) lines[lines.length - 1] += " ";
        lines.push(piece);
      }
    });
  }
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1].trim()} …`] : lines;
}

function pieces(word, size, width) {
  if (widthOf(word, size) <= width) return [word];
  const found = [""];
  for (const letter of letters(word)) {
    if (widthOf(found.at(-1) + letter, size) > width) found.push("");
    found[found.length - 1] += letter;
  }
  return found;
}
