// Where things stand: those that claims join draw near, all others push apart, arrows lead to the right.
// Nothing is drawn by lot, so that the same claims give the same picture.

const STEPS = 320;
const PASSES = 300;
const REACH = 120;
const WIDER = 1.9;
const GAP = [26, 22];
const SLICE_MS = 12;

let layouts = 0;

// Place `nodes` (w, h, and x, y to be set), joined by `links` (two nodes and the width that what is written on the
// arrow takes), then call `finished`. The work is done in slices between which the page answers; a later call
// ends an earlier one.
function layout(nodes, links, finished) {
  const run = ++layouts;
  const joined = new Map();
  for (const link of links) {
    const before = joined.get(pairName(link));
    joined.set(pairName(link), [link[0], link[1], Math.max(link[2], before?.[2] ?? 0)]);
  }
  const pairs = [...joined.values()];
  const room = new Map([...joined].map(([name, pair]) => [name, pair[2]]));
  begin(nodes, pairs);
  let step = 0;
  let pass = 0;
  (function slice() {
    if (run !== layouts) return;
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) {
      if (step < STEPS) {
        relax(nodes, pairs, 1 - step / STEPS);
        if (step > STEPS / 2) clear(nodes, pairs);
        step += 1;
      } else if (pass < PASSES && separate(nodes, room)) {
        if (pass < PASSES / 2) clear(nodes, pairs);
        pass += 1;
      } else {
        finished();
        return;
      }
    }
    setTimeout(slice);
  })();
}

function pairName([one, other]) {
  return Math.min(one.place, other.place) * 2 ** 20 + Math.max(one.place, other.place);
}

// Start on a spiral, from the thing with the most neighbours outwards.
function begin(nodes, pairs) {
  const near = new Map(nodes.map((node) => [node, []]));
  for (const [one, other] of pairs) {
    near.get(one).push(other);
    near.get(other).push(one);
  }
  const ranked = [...nodes].sort((a, b) => near.get(b).length - near.get(a).length || a.place - b.place);
  const order = new Set();
  for (const root of ranked) {
    const waiting = [root];
    while (waiting.length) {
      const node = waiting.shift();
      if (order.has(node)) continue;
      order.add(node);
      waiting.push(...near.get(node).filter((next) => !order.has(next)));
    }
  }
  let place = 0;
  for (const node of order) {
    const radius = REACH * 0.5 * Math.sqrt(place);
    node.x = WIDER * radius * Math.cos(place * 2.399963);
    node.y = radius * Math.sin(place * 2.399963);
    place += 1;
  }
}

function relax(nodes, pairs, heat) {
  const limit = 4 + 60 * heat;
  for (const node of nodes) {
    node.dx = -node.x * 0.012;
    node.dy = -node.y * 0.02;
  }
  for (let i = 0; i < nodes.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const dx = (nodes[i].x - nodes[j].x) / WIDER;
      const dy = nodes[i].y - nodes[j].y || 0.01 * (i - j);
      const force = Math.min((REACH * REACH) / (dx * dx + dy * dy), 40);
      push(nodes[i], nodes[j], dx * force * WIDER * 0.5, dy * force * 0.5);
    }
  }
  for (const [from, to] of pairs) {
    if (from === to) continue;
    const dx = (to.x - from.x) / WIDER;
    const dy = to.y - from.y;
    const force = Math.hypot(dx, dy) / REACH;
    push(from, to, dx * force * WIDER * 0.5, dy * force * 0.5);
    const short = REACH - (to.x - from.x);
    if (short > 0) push(from, to, -Math.min(short, 80) * 0.25, 0);
  }
  for (const node of nodes) {
    const length = Math.hypot(node.dx, node.dy) || 1;
    const step = Math.min(length, limit) / length;
    node.x += node.dx * step;
    node.y += node.dy * step;
  }
}

function push(one, other, dx, dy) {
  one.dx += dx;
  one.dy += dy;
  other.dx -= dx;
  other.dy -= dy;
}

// Move things off arrows that are not theirs: one that passes behind a thing looks as if it ended there.
function clear(nodes, pairs) {
  for (const node of nodes) {
    for (const [from, to] of pairs) {
      if (node === from || node === to || from === to) continue;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const square = dx * dx + dy * dy || 1;
      const at = ((node.x - from.x) * dx + (node.y - from.y) * dy) / square;
      if (at < 0.02 || at > 0.98) continue;
      const length = Math.sqrt(square);
      const away = ((node.x - from.x) * -dy + (node.y - from.y) * dx) / length;
      const reach = (Math.abs(dx) * node.h + Math.abs(dy) * node.w) / length / 2 + 6;
      const by = Math.min(reach - Math.abs(away), 12) * 0.3 * (away < 0 ? -1 : 1);
      if (reach <= Math.abs(away)) continue;
      node.x -= (dy / length) * by;
      node.y += (dx / length) * by;
    }
  }
}

// Move apart what overlaps, along the shorter way, with room for what stands on the arrow between; tell whether
// anything did.
function separate(nodes, room) {
  let moved = false;
  for (let i = 0; i < nodes.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const [a, b] = [nodes[i], nodes[j]];
      const verb = room.get(pairName([a, b]));
      const [gapX, gapY] = verb ? [Math.max(GAP[0], verb + 30), 2 * GAP[1]] : GAP;
      const overX = (a.w + b.w) / 2 + gapX - Math.abs(a.x - b.x);
      const overY = (a.h + b.h) / 2 + gapY - Math.abs(a.y - b.y);
      if (overX <= 0.5 || overY <= 0.5) continue;
      moved = true;
      if (overX < overY) {
        const half = (a.x < b.x ? -overX : overX) / 2;
        a.x += half;
        b.x -= half;
      } else {
        const half = (a.y < b.y ? -overY : overY) / 2;
        a.y += half;
        b.y -= half;
      }
    }
  }
  return moved;
}
