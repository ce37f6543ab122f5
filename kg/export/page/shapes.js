// The geometry of outlines and arrows.

const SIZE = 14;
const LINE = 17;
const LABEL_WIDTH = 150;
const VERB_SIZE = 12;
const BEND = 30;
// Where along an arrow its verb may stand, best first.
const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];

// Outlines about a middle at 0, 0, w wide and h high.
const OUTLINES = {
  pill: (w, h) => rounded(w, h, h / 2),
  box: (w, h) => corners([-w / 2, -h / 2], [w / 2, -h / 2], [w / 2, h / 2], [-w / 2, h / 2]),
  octagon: (w, h) =>
    corners(
      [-w / 2 + 9, -h / 2],
      [w / 2 - 9, -h / 2],
      [w / 2, -h / 2 + 9],
      [w / 2, h / 2 - 9],
      [w / 2 - 9, h / 2],
      [-w / 2 + 9, h / 2],
      [-w / 2, h / 2 - 9],
      [-w / 2, -h / 2 + 9],
    ),
  slant: (w, h) => corners([-w / 2 + 12, -h / 2], [w / 2, -h / 2], [w / 2 - 12, h / 2], [-w / 2, h / 2]),
  flag: (w, h) =>
    corners([-w / 2, -h / 2], [w / 2 - 11, -h / 2], [w / 2, 0], [w / 2 - 11, h / 2], [-w / 2, h / 2]),
  frame: (w, h) => rounded(w, h, 4) + rounded(w - 6, h - 6, 2),
};

function corners(...points) {
  return `M${points.map((point) => point.map(short).join(" ")).join("L")}Z`;
}

function rounded(w, h, r) {
  const [x, y] = [w / 2 - r, h / 2 - r];
  const turn = (dx, dy) => `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`;
  return `M${short(-x)} ${short(-h / 2)}h${short(2 * x)}${turn(r, r)}v${short(2 * y)}${turn(-r, r)}h${short(-2 * x)}${turn(-r, -r)}v${short(-2 * y)}${turn(r, -r)}Z`;
}

function short(number) {
  return Math.round(number * 10) / 10;
}

// Where the line from the middle of a node towards a point leaves its box.
function edgeOf(node, [x, y], margin) {
  const [dx, dy] = [x - node.x, y - node.y];
  const reach = Math.min(
    (node.w / 2 + margin) / Math.max(Math.abs(dx), 1e-6),
    (node.h / 2 + margin) / Math.max(Math.abs(dy), 1e-6),
  );
  return [node.x + dx * reach, node.y + dy * reach];
}

// The path of an arrow, where its heads point, and where its verb may stand. `lane` keeps arrows between the
// same two things apart; it is counted from the side of the thing that comes first in the page.
function arrow(from, to, lane) {
  if (from === to) return loop(from, lane);
  const turned = from.place > to.place ? -1 : 1;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const away = lane * BEND * turned;
  const bend = [(from.x + to.x) / 2 - (dy / length) * away, (from.y + to.y) / 2 + (dx / length) * away];
  const start = edgeOf(from, bend, 3);
  const end = edgeOf(to, bend, 4);
  const spots = SPOTS.map((t) =>
    [0, 1].map((axis) => (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * bend[axis] + t ** 2 * end[axis]),
  );
  return {
    path: `M${start.map(short).join(" ")}Q${bend.map(short).join(" ")} ${end.map(short).join(" ")}`,
    heads: [
      [end, bend],
      [start, bend],
    ],
    spots,
  };
}

function loop(node, lane) {
  const rise = node.h / 2 + 40 + Math.abs(lane) * 20;
  const [left, right, top] = [node.x - 22, node.x + 22, node.y - node.h / 2 - 3];
  const peak = node.y - rise;
  return {
    path: `M${short(left)} ${short(top)}C${short(left - 20)} ${short(peak)} ${short(right + 20)} ${short(peak)} ${short(right)} ${short(top)}`,
    heads: [
      [
        [right, top],
        [right + 20, peak],
      ],
      [
        [left, top],
        [left - 20, peak],
      ],
    ],
    spots: [[node.x, peak + 14]],
  };
}

function headAt([x, y], [fromX, fromY]) {
  const turn = (Math.atan2(y - fromY, x - fromX) * 180) / Math.PI;
  return draw("path", {
    class: "head",
    d: "M0 0L-10 4.5L-8 0L-10 -4.5Z",
    transform: `translate(${short(x)} ${short(y)}) rotate(${short(turn)})`,
  });
}

// Choose the spot where a verb covers least of what is there already, and keep it for itself.
function spotFor(spots, width, taken) {
  let best = null;
  for (const [x, y] of spots) {
    const here = { x, y, w: width + 4, h: VERB_SIZE + 3 };
    const covered = taken.reduce((sum, other) => sum + overlap(here, other), 0);
    if (!best || covered < best.covered - 1) best = { here, covered };
    if (best.covered === 0) break;
  }
  taken.push(best.here);
  return best.here;
}

function overlap(one, other) {
  const wide = (one.w + other.w) / 2 - Math.abs(one.x - other.x);
  const high = (one.h + other.h) / 2 - Math.abs(one.y - other.y);
  return wide > 0 && high > 0 ? wide * high : 0;
}
