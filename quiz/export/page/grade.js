// As quiz/grade.py grades: a test holds the two to each other.

const CLOSE = 0.5;

function fold(text) {
  const bare = text.normalize("NFKD").toLowerCase()
    .replace(/ß/g, "ss").replace(/ς/g, "σ").replace(/æ/g, "ae").replace(/œ/g, "oe")
    .replace(/\p{Mn}/gu, "");
  return (bare.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ").replace(/^(the|an|a) /, "");
}

// Letters added, dropped, changed, or swapped with their neighbour; anything above `most` where it is more.
function apart(one, other, most) {
  const a = Array.from(one);
  const b = Array.from(other);
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = b.map((_, column) => column).concat(b.length);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      now[column] = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        now[column] = Math.min(now[column], before[column - 2] + 1);
      }
    }
    before = last;
    last = now;
  }
  return last[b.length];
}

function distinct(response, item) {
  return Array.isArray(response) && new Set(response).size === response.length
    && response.every((place) => Number.isInteger(place) && place >= 0 && place < item.options);
}

// Whether a response is of the form that the item asks for.
function isResponse(item, response) {
  switch (item.kind) {
    case "choose-one": return distinct([response], item);
    case "choose-many": return distinct(response, item) && response.length > 0;
    case "text": return typeof response === "string" && fold(response) !== "";
    case "match": return distinct(response, item) && response.length === item.rows.length;
    default: return distinct(response, item) && response.length === item.options;
  }
}

// How many points can be had.
function pointsOf(item) {
  switch (item.kind) {
    case "choose-many": return item.keys.length;
    case "match": return item.rows.length;
    case "order": return item.order.length - 1;
    default: return 1;
  }
}

function points(item, response) {
  switch (item.kind) {
    case "choose-one": return item.keys.includes(response) ? 1 : 0;
    case "choose-many":
      return Math.max(response.reduce((sum, place) => sum + (item.keys.includes(place) ? 1 : -1), 0), 0);
    case "match": return response.filter((place, row) => item.rows[row] === place).length;
    default: {
      const follows = (place, at) => at > 0 && item.order.indexOf(place) === item.order.indexOf(response[at - 1]) + 1;
      return response.filter(follows).length;
    }
  }
}

function gradeText(item, response) {
  const given = fold(response);
  if (item.accept.some((answer) => fold(answer) === given)) return { score: 1, right: true, spelled: null };
  if (item.close.some((name) => fold(name) === given)) return { score: CLOSE, right: false, spelled: null };
  if (item.claimed.some((name) => fold(name) === given)) return { score: CLOSE, right: false, spelled: null, claimed: true };
  const far = item.accept.map((answer) => apart(given, fold(answer), item.forgiven));
  const least = Math.min(...far);
  if (least <= item.forgiven) return { score: 1, right: true, spelled: item.accept[far.indexOf(least)] };
  return { score: 0, right: false, spelled: null };
}

// From 0 to 1, and right only where all of it is.
function grade(item, response) {
  if (item.kind === "text") return gradeText(item, response);
  const score = points(item, response) / pointsOf(item);
  return { score, right: score === 1, spelled: null };
}
