/* Puts a timeline's filter into the address for sharing, and applies it to all timelines of the
   page. The filter itself needs no script: see filter.css. */
{
  const choose = (value) => {
    for (const list of document.querySelectorAll(".filter-choice")) {
      const known = [...list.options].some((option) => option.value === value);
      list.value = known ? value : "";
    }
  };
  // Listen on the document, since instant navigation replaces the lists.
  document.addEventListener("change", ({ target: list }) => {
    if (!list.matches?.(".filter-choice")) return;
    const address = new URL(location.href);
    if (list.value) address.searchParams.set("show", list.value);
    else address.searchParams.delete("show");
    history.replaceState(history.state, "", address);
    choose(list.value);
  });
  const wanted = new URLSearchParams(location.search).get("show");
  if (wanted) choose(wanted); // setting a choice takes time, even to the same value
}
