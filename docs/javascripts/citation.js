/* Shows what a number cites beside the number, for pointer and keyboard. The list of sources
   has it all without this script. One box and one set of listeners serve the whole page. */
const theirs = JSON.parse(document.getElementById("__config")?.textContent ?? "{}").features ?? [];
// Material has its own box, if its feature is on.
if (!theirs.includes("content.footnote.tooltips")) {
  const box = document.createElement("div");
  box.className = "citation-box md-typeset";
  box.popover = "manual";
  let shown; // the number that the box belongs to
  let timer;

  const place = () => {
    const at = shown.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const below = at.bottom + height + 8 < innerHeight;
    box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    box.style.top = `${below ? at.bottom + 4 : at.top - height - 4}px`;
  };
  const hide = () => {
    clearTimeout(timer);
    shown = undefined;
    if (box.matches(":popover-open")) box.hidePopover();
  };
  const show = (number) => {
    clearTimeout(timer);
    const note = document.getElementById(decodeURIComponent(number.hash.slice(1)));
    if (!note || number === shown) return;
    box.replaceChildren(...[...note.childNodes].map((node) => node.cloneNode(true)));
    for (const back of box.querySelectorAll(".footnote-backref")) back.remove();
    shown = number;
    box.showPopover();
    place();
  };
  const later = (act, delay) => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };
  const numberOf = (event) => event.target.closest?.("a.footnote-ref");
  const focused = () => shown && document.activeElement === shown;

  addEventListener("pointerover", (event) => {
    const number = event.pointerType === "mouse" && numberOf(event);
    if (number) later(() => show(number), 150);
    else if (box.contains(event.target)) clearTimeout(timer);
    else if (!focused()) later(hide, shown ? 250 : 0); // cancels a box about to open
  });
  addEventListener("focusin", (event) => {
    const number = numberOf(event);
    if (number?.matches(":focus-visible")) show(number);
    else if (!box.contains(event.target)) hide();
  });
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("scroll", () => (focused() ? place() : hide()), { passive: true });
  // Outside the article, which instant navigation replaces.
  document.body.append(box);
}
