// Keyboard shortcuts; the pages work without them. j and k move between cards, the
// other keys press a button or focus a field of the current card.
"use strict";

const cards = () => [...document.querySelectorAll("[data-card]")];
const help = document.getElementById("keys");

// current is the card that has or last had the focus.
let current = null;

// follow scrolls the transcript beside the cards to the first quote of a card. Where the
// transcript is below the cards, it has no scroll bar of its own and stays.
const pane = document.getElementById("transcript");
function follow(card) {
  const link = pane && card && card.querySelector('blockquote a[href^="#t-"]');
  const quoted = link && document.getElementById(link.hash.slice(1));
  if (!quoted || getComputedStyle(pane).overflowY !== "auto") return;
  for (const e of pane.querySelectorAll(".near")) e.classList.remove("near");
  quoted.classList.add("near");
  pane.scrollTop += quoted.getBoundingClientRect().top - pane.getBoundingClientRect().top - 64;
}

// The transcript follows the card that is at the top of the window.
if (pane) {
  const seen = new IntersectionObserver((entries) => {
    for (const e of entries) if (e.isIntersecting) follow(e.target);
  }, { rootMargin: "-15% 0px -75% 0px" });
  for (const card of document.querySelectorAll("[data-card]")) seen.observe(card);
}

function go(step) {
  const all = cards();
  if (all.length === 0) return;
  const at = all.indexOf(current);
  go.to(all[Math.min(Math.max(at < 0 ? 0 : at + step, 0), all.length - 1)]);
}

go.to = (card) => {
  if (current) current.classList.remove("current");
  current = card;
  current.classList.add("current");
  current.focus({ preventScroll: true });
  current.scrollIntoView({ block: "start" });
  follow(current);
};

function press(what) {
  const button = current && current.querySelector(`[data-key="${what}"]`);
  if (!button) return false;
  const folded = button.closest("details");
  if (folded) folded.open = true;
  if (button.matches("input, textarea, select")) button.focus();
  else button.click();
  return true;
}

document.addEventListener("focusin", (e) => {
  const card = e.target.closest("[data-card]");
  if (!card || card === current) return;
  if (current) current.classList.remove("current");
  current = card;
  current.classList.add("current");
  follow(current);
});

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || help.open) return;
  if (e.target.matches("input, textarea, select")) {
    if (e.key === "Escape" && current) current.focus();
    return;
  }
  const done = { j: () => go(1), k: () => go(-1), "?": () => help.showModal() }[e.key];
  if (done) done();
  else if (e.repeat || !"areu".includes(e.key) || e.key.length !== 1 || !press(e.key)) return; // the page after a decision is at the next card
  e.preventDefault();
});

// After a decision, the page focuses the card of its anchor.
const at = location.hash && document.getElementById(location.hash.slice(1));
if (at && at.matches("[data-card]")) go.to(at);
