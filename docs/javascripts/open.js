/* Opens the detail that a link leads to. Without this script the link still leads to its line. */
{
  const within = ["", "> figcaption", "> td"].map((path) => `:scope ${path} > details`).join();
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest(".md-typeset")) return;
    for (let detail = target.closest("details"); detail; detail = detail.parentElement.closest("details")) {
      detail.open = true;
    }
    const own = target.querySelector(within);
    if (own) own.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
}
