/* The theme's script (search, the way through a long page) comes with the reader's first move:
   the page is whole without it, and a phone shows it at once. See overrides/main.html. */
{
  const waiting = document.getElementById("theme-script");
  const moves = ["pointerdown", "pointermove", "keydown", "focusin", "scroll"];
  const load = () => {
    for (const move of moves) removeEventListener(move, load, true);
    const script = document.createElement("script");
    script.src = waiting.dataset.src;
    script.addEventListener("load", () => {
      // Material waits for this event, which has been.
      document.dispatchEvent(new Event("DOMContentLoaded"));
      // A choice between light and dark that was made before it listened.
      const chosen = document.querySelector("input[name=__palette]:checked");
      chosen?.dispatchEvent(new Event("change", { bubbles: true }));
    });
    document.head.append(script);
  };
  if (new URLSearchParams(location.search).has("h")) load(); // words to mark, from the search
  else for (const move of moves) addEventListener(move, load, { capture: true, passive: true });
}
