/* The choice of a timeline goes into the address, so that it can be shared, and holds for all
   timelines of the page. Choosing itself needs no script: see filter.css. */
{
  const choose = (value) => {
    for (const list of document.querySelectorAll(".filter-choice")) {
      const known = [...list.options].some((option) => option.value === value);
      list.value = known ? value : "";
    }
  };
  // On the document, since instant navigation replaces the lists.
  document.addEventListener("change", ({ target: list }) => {
    if (!list.matches?.(".filter-choice")) return;
    const address = new URL(location.href);
    if (list.value) address.searchParams.set("show", list.value);
    else address.searchParams.delete("show");
    history.replaceState(history.state, "", address);
    choose(list.value);
  });
  const wanted = new URLSearchParams(location.search).get("show");
  if (wanted) choose(wanted); // to set a choice costs time, even to what it is
}
