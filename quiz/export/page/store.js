// What the browser keeps. Where it refuses, the page goes on without.

function openStore() {
  try {
    const found = window.localStorage;
    found.setItem("myograph:may-keep", "");
    found.removeItem("myograph:may-keep");
    return found;
  } catch {
    return null;
  }
}

// Under one key stand the answers by item, and the item last looked at. Each change starts from what stands there,
// so that two windows with one page do not lose each other's answers.
function keeper(key) {
  const store = openStore();
  let memory = {};
  function read() {
    if (store === null) return memory;
    try {
      const found = JSON.parse(store.getItem(key));
      return found !== null && typeof found === "object" ? found : {};
    } catch {
      return {};
    }
  }
  return {
    keeps: store !== null,
    answers() {
      return new Map(Object.entries(read().answers ?? {}));
    },
    at() {
      return read().at;
    },
    change(id, responses) {
      const answers = new Map([...this.answers(), ...responses]);
      for (const [name, response] of responses) if (response === null) answers.delete(name);
      memory = { answers: Object.fromEntries(answers), at: id };
      try {
        store?.setItem(key, JSON.stringify(memory));
      } catch {
        this.keeps = false;
      }
    },
  };
}
