// Reading needs none of this. It tells of new stories without moving the page, and gives `/` the search field.
"use strict";

const live = document.getElementById("live");
if (live && "EventSource" in window) {
  const events = new EventSource("/events");
  events.addEventListener("stories", (event) => {
    live.replaceChildren();
    const link = document.createElement("a");
    link.href = window.location.href;
    link.textContent = `${event.data} new: show`;
    live.append(link);
    live.hidden = false;
  });
  window.addEventListener("pagehide", () => events.close());
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    (document.getElementById("q") || document.getElementById("quick")).focus();
  }
});
