/* Opens the detail that a link leads to. Without this script the link still leads to its line. */
{
  const within = ["", "> figcaption", "> td"].map((path) => `:scope ${path} > details`).join();
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest(".md-typeset")) return;
    for (const detail of [target.closest("details"), target.querySelector(within)]) {
      if (detail) detail.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
}
