/* Loads the theme's script (search, navigation in a long page) at the reader's first move.
   The page is complete without it, so a phone shows it at once. See overrides/main.html. */
{
  const waiting = document.getElementById("theme-script");
  const moves = ["pointerdown", "pointermove", "keydown", "focusin", "scroll"];
  const load = () => {
    for (const move of moves) removeEventListener(move, load, true);
    const script = document.createElement("script");
    script.src = waiting.dataset.src;
    script.addEventListener("load", () => {
      // Material gives the colour of the scheme that the reader chose.
      for (const colour of document.querySelectorAll("meta[name=theme-color][media]")) colour.remove();
      // Material waits for this event, which has already fired.
      document.dispatchEvent(new Event("DOMContentLoaded"));
      // Apply a choice of light or dark made before the script loaded.
      const chosen = document.querySelector("input[name=__palette]:checked");
      chosen?.dispatchEvent(new Event("change", { bubbles: true }));
    });
    document.head.append(script);
  };
  const asked = new URLSearchParams(location.search);
  if (asked.has("h") || asked.has("q")) load(); // search words to highlight or to look for
  else for (const move of moves) addEventListener(move, load, { capture: true, passive: true });
}
