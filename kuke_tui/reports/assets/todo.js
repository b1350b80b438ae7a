
"use strict";
// Keeps the ticks of this very list in the browser; nothing leaves the computer.
(() => {
  const key = "kuke-tui:" + document.body.dataset.list;
  const boxes = Array.from(document.querySelectorAll("input[data-step]"));
  const count = document.getElementById("count");
  const bar = document.getElementById("bar");
  const onlyOpen = document.getElementById("only-open");

  const kept = () => {
    try {
      const value = JSON.parse(localStorage.getItem(key) || "[]");
      return new Set(Array.isArray(value) ? value.map(String) : []);
    } catch {
      return new Set();
    }
  };
  const keep = () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => box.dataset.step);
    try {
      localStorage.setItem(key, JSON.stringify(ticked));
    } catch {
      document.getElementById("not-kept").hidden = false;
    }
  };
  const showBox = (box) => box.closest("tr").classList.toggle("done", box.checked);
  const showAccount = (account) => {
    const all = Array.from(account.querySelectorAll("input[data-step]"));
    account.classList.toggle("done", all.every((box) => box.checked));
  };
  const showCount = () => {
    const done = boxes.filter((box) => box.checked).length;
    count.textContent = String(done);
    bar.value = done;
  };
  const load = () => {
    const ticked = kept();
    for (const box of boxes) {
      box.checked = ticked.has(box.dataset.step);
      showBox(box);
    }
    document.querySelectorAll(".account").forEach(showAccount);
    showCount();
  };

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box === onlyOpen) {
      document.body.classList.toggle("only-open", box.checked);
    } else if (box.matches("input[data-step]")) {
      showBox(box);
      showAccount(box.closest(".account"));
      showCount();
      keep();
    }
  });
  // The same list in another window.
  window.addEventListener("storage", (event) => {
    if (event.key === key) load();
  });
  load();
})();
