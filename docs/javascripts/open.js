/* Opens the detail that a link leads to. Without this script the link still leads to its line.
   An id that the page does not show is looked up in the record that the page links to. */
{
  const within = ["", "> figcaption", "> td"].map((path) => `:scope ${path} > details`).join();
  const lookUp = async (id) => {
    for (const { href } of document.querySelectorAll(".md-typeset a[data-record]")) {
      // A page opened from disk cannot be read first.
      const text = await fetch(href).then((page) => page.text()).catch(() => `id="${id}"`);
      if (text.includes(`id="${id}"`)) return location.replace(`${href}#${id}`);
    }
  };
  const open = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    let target = document.getElementById(id);
    if (id && !target && !id.startsWith("__")) lookUp(id);
    if (!target?.closest(".md-typeset")) return;
    if (!target.childNodes.length) target = target.parentElement; // a former id
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
