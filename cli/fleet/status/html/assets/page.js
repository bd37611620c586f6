/* global document, location, history, addEventListener, URLSearchParams */
// The page's own script. It hides the rows that don't match, sorts them, and keeps the choice in the address, so that it
// can be shared as a link.
(() => {
  const byId = (id) => document.getElementById(id);
  const [form, search, state, sort] = ["controls", "q", "state", "sort"].map(byId);
  const body = document.querySelector("#members tbody");
  const rows = [...body.rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const heads = [...document.querySelectorAll("#members thead th")];
  const { compare } = new Intl.Collator("en", { numeric: true });
  let descends = false;

  /** The row's place in a column; what is not known comes last, whichever way the column is sorted. */
  function inOrder(column) {
    const value = ({ row }) => row.cells[column].dataset.sort;
    const sign = descends ? -1 : 1;
    return [...rows].sort((a, b) => {
      if (value(a) === "" || value(b) === "") return (value(a) === "") - (value(b) === "");
      return sign * compare(value(a), value(b));
    });
  }

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      const isAsked = state.value === "" || state.value === row.dataset.verdict;
      row.hidden = !isAsked || !words.every((word) => text.includes(word));
      if (!row.hidden) shown++;
    }
    const column = heads.findIndex((head) => head.textContent === sort.value);
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[column]?.setAttribute("aria-sort", descends ? "descending" : "ascending");
    body.append(...(column < 0 ? rows : inOrder(column)).map(({ row }) => row));
    byId("nothing").hidden = shown > 0;
    byId("result").textContent =
      shown === rows.length && shown !== 1
        ? `All ${shown} rows`
        : `${shown} of ${rows.length} ${rows.length === 1 ? "row" : "rows"}`;
  }

  /** Puts the choice into the address, without a step back for every letter. */
  function remember() {
    const chosen = { q: search.value.trim(), state: state.value, sort: sort.value };
    const entries = Object.entries({ ...chosen, down: descends ? "1" : "" });
    const address = new URLSearchParams(entries.filter(([, value]) => value !== "")).toString();
    const path = location.pathname + location.search;
    history.replaceState(null, "", address === "" ? path : `#${address}`);
  }

  function restore() {
    const chosen = new URLSearchParams(location.hash.slice(1));
    search.value = chosen.get("q") ?? "";
    for (const field of [state, sort]) {
      field.value = chosen.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
    descends = chosen.get("down") === "1";
    apply();
  }

  function change() {
    apply();
    remember();
  }

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "order";
    button.textContent = head.textContent;
    button.addEventListener("click", () => {
      descends = sort.value === head.textContent && !descends;
      sort.value = head.textContent;
      change();
    });
    head.replaceChildren(button);
  }

  form.addEventListener("input", (event) => {
    if (event.target === sort) descends = false;
    change();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelector("[data-clear]").addEventListener("click", () => {
    search.value = state.value = "";
    change();
    search.focus();
  });

  addEventListener("hashchange", restore);
  restore();
})();
