/* Puts the choices of a list's filter into the address, and counts what is left. The filter
   itself needs no script: see rendering/record/filters.py. */
{
  const apply = (form) => {
    const items = [...form.parentElement.querySelectorAll("[data-choices]")];
    const seen = items.filter((item) => item.checkVisibility()).length;
    const count = form.querySelector("output");
    count.dataset.all ??= count.textContent;
    const some = count.dataset.some ?? "{seen} of {all}"; // the page has it in its language
    count.textContent =
      seen === items.length ? count.dataset.all : some.replace("{seen}", seen).replace("{all}", count.dataset.all);
    for (const year of form.parentElement.querySelectorAll(".year")) {
      year.hidden = false;
      year.hidden = ![...year.querySelectorAll("[data-choices]")].some((item) => item.checkVisibility());
    }
  };
  // Listen on the document, since instant navigation replaces the form.
  document.addEventListener("change", ({ target: list }) => {
    const form = list.closest?.(".filter");
    if (!form) return;
    const address = new URL(location.href);
    if (list.value) address.searchParams.set(list.name, list.value);
    else address.searchParams.delete(list.name);
    history.replaceState(history.state, "", address);
    apply(form);
  });
  document.addEventListener("submit", (event) => event.target.matches(".filter") && event.preventDefault());
  const forms = () => document.querySelectorAll(".filter");
  addEventListener("hashchange", () => forms().forEach(apply)); // a link shows its item
  const wanted = new URLSearchParams(location.search);
  for (const form of forms()) {
    for (const list of form.querySelectorAll("select")) {
      const value = wanted.get(list.name) ?? "";
      list.value = [...list.options].some((option) => option.value === value) ? value : "";
    }
    if (location.search) apply(form);
  }
}
