// What the browser keeps. Where it refuses, the page goes on without.
//
// In IndexedDB: of a page opened from a file, Chromium now and then shows a localStorage that is empty and forgets
// what is put there. Each answer is a record of its own, so that two windows with one page do not lose each other's,
// and it is written in one go, so that it arrives though the page be left the moment after.

const PATIENCE = 3000; // milliseconds: some browsers that refuse never answer

function outcome(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function openStore() {
  const request = indexedDB.open("myograph", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("kept");
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  return Promise.race([outcome(request), late]);
}

// What stands under [page, id] is the answer to an item, under [page] the item last looked at.
async function keeper(page, lost) {
  let base = null;
  const answers = new Map();
  let at;
  try {
    base = await openStore();
    const kept = base.transaction("kept").objectStore("kept");
    const range = IDBKeyRange.bound([page], [page, []]);
    const [keys, values] = await Promise.all([outcome(kept.getAllKeys(range)), outcome(kept.getAll(range))]);
    keys.forEach(([, id], place) => {
      if (id === undefined) at = values[place];
      else answers.set(id, values[place]);
    });
  } catch {
    base = null;
  }
  const keeps = { answers, at, keeps: base !== null };
  function fail() {
    if (!keeps.keeps) return;
    keeps.keeps = false;
    lost();
  }
  keeps.change = (id, responses) => {
    if (base === null) return;
    try {
      const change = base.transaction("kept", "readwrite");
      change.onabort = fail;
      const kept = change.objectStore("kept");
      kept.put(id, [page]);
      for (const [name, response] of responses) {
        if (response === null) kept.delete([page, name]);
        else kept.put(response, [page, name]);
      }
      change.commit();
    } catch {
      fail();
    }
  };
  return keeps;
}
