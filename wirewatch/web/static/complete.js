// Completes fields and values in the search box, by the keys of a combobox (WAI-ARIA). Without it the box is a box.
"use strict";

for (const box of document.querySelectorAll("input[data-complete]")) {
  const list = document.createElement("ul");
  list.id = `${box.id}-options`;
  list.className = "options";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Completions");
  list.hidden = true;
  box.parentElement.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);
  box.autocomplete = "off";
  let found = null;
  let chosen = -1;
  let asked = 0;
  let waiting = 0;

  const close = () => {
    asked += 1; // an answer that is under way comes too late
    window.clearTimeout(waiting);
    list.hidden = true;
    found = null;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const mark = (number) => {
    const count = list.children.length;
    chosen = (number + count) % count;
    for (const [nth, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(nth === chosen));
    }
    box.setAttribute("aria-activedescendant", list.children[chosen].id);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  };

  const take = (number) => {
    const letters = Array.from(box.value); // code points, as the server counts
    const value = found.options[number].value;
    const before = letters.slice(0, found.start).join("") + value;
    const end = value.endsWith(":") ? "" : " ";
    const after = letters.slice(found.end).join("").replace(/^ /, "");
    box.value = before + end + after;
    box.setSelectionRange(before.length + end.length, before.length + end.length);
    close();
    if (!end) ask();
  };

  const show = (answer) => {
    found = answer;
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    list.replaceChildren(
      ...answer.options.map((option, number) => {
        const entry = document.createElement("li");
        entry.id = `${list.id}-${number}`;
        entry.setAttribute("role", "option");
        entry.setAttribute("aria-selected", "false");
        const value = document.createElement("bdi");
        value.textContent = option.value;
        const label = document.createElement("small");
        label.dir = "auto";
        label.textContent = option.label;
        entry.append(value, " ", label);
        entry.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(number);
        });
        return entry;
      }),
    );
    list.hidden = answer.options.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    const mine = (asked += 1);
    const at = Array.from(box.value.slice(0, box.selectionStart)).length;
    try {
      const answer = await fetch(`/api/complete?${new URLSearchParams({ q: box.value, at })}`);
      if (mine === asked && answer.ok) show(await answer.json());
    } catch {
      close(); // the server is away, which the search itself will tell
    }
  };

  box.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, 120);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) {
      event.preventDefault();
      ask();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      mark(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1);
    } else if (!list.hidden && chosen >= 0 && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      take(chosen);
    } else if (!list.hidden && event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
}
