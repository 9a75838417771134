/* What a number cites, shown at the number, for pointer and keyboard. The list of sources has it
   all: this is an addition. One box and one set of listeners serve the whole page. */
{
  const box = document.createElement("div");
  box.className = "citation-box md-typeset";
  box.popover = "manual";
  let timer;

  const hide = () => {
    clearTimeout(timer);
    if (box.matches(":popover-open")) box.hidePopover();
  };
  const show = (number) => {
    const note = document.getElementById(decodeURIComponent(number.hash.slice(1)));
    if (!note) return;
    box.replaceChildren(...[...note.childNodes].map((node) => node.cloneNode(true)));
    for (const back of box.querySelectorAll(".footnote-backref")) back.remove();
    box.showPopover();
    const at = number.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const below = at.bottom + height + 8 < innerHeight;
    box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    box.style.top = `${below ? at.bottom + 4 : at.top - height - 4}px`;
  };
  const later = (act, delay) => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };
  const numberOf = (event) => event.target.closest?.("a.footnote-ref");

  addEventListener("pointerover", (event) => {
    const number = event.pointerType === "mouse" && numberOf(event);
    if (number) later(() => show(number), 150);
    else if (box.contains(event.target)) clearTimeout(timer);
    else if (box.isConnected) later(hide, 250);
  });
  addEventListener("focusin", (event) => {
    const number = numberOf(event);
    if (number?.matches(":focus-visible")) show(number);
    else if (!box.contains(event.target)) hide();
  });
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("scroll", hide, { passive: true });
  document.querySelector("article")?.append(box);
}
