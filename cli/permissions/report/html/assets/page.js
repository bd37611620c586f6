/* global document, location, history, addEventListener, matchMedia, URLSearchParams */
// The page's own script. Every row is in the page already: this hides those that don't match, and keeps the choice in
// the address, so that it can be shared as a link.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  const form = byId("controls");
  const search = byId("q");
  const filters = byId("filters");
  const fields = [...form.querySelectorAll("select")];
  const escalation = byId("escalation-only");
  const policies = [...document.querySelectorAll("section.policy")].map((element) => ({
    element,
    head: [...element.children]
      .filter(({ tagName }) => tagName !== "TABLE")
      .map(({ textContent }) => textContent)
      .join(" ")
      .toLowerCase(),
    isManaged: element.querySelector(".managed") !== null,
    rows: [...element.querySelectorAll("tbody tr")].map((row) => ({
      row,
      text: row.textContent.toLowerCase(),
    })),
  }));
  const total = policies.reduce((sum, { rows }) => sum + rows.length, 0);

  /** What is chosen, without what is not. */
  function chosen() {
    const entries = fields.map(({ name, value }) => [name, value]);
    entries.unshift(["q", search.value.trim()]);
    entries.push(["escalation", escalation.checked ? "1" : ""]);
    return Object.fromEntries(entries.filter(([, value]) => value !== ""));
  }

  function matchesCondition(wanted, condition) {
    if (wanted === "none") return condition === "";
    return wanted === "any" ? condition !== "" : wanted === condition;
  }

  const matchesRow = (choice, { service, levels, scope, condition, escalation: leads }) =>
    (choice.service ?? service) === service &&
    (choice.level === undefined || levels.split("|").includes(choice.level)) &&
    (choice.scope ?? scope) === scope &&
    (choice.condition === undefined || matchesCondition(choice.condition, condition)) &&
    (choice.escalation === undefined || leads === "yes");

  /** Shows what matches, and says how much that is. */
  function apply() {
    const choice = chosen();
    const words = (choice.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    const has = (text) => words.every((word) => text.includes(word));
    const asksForRows = ["service", "level", "scope", "condition", "escalation"].some(
      (name) => choice[name] !== undefined,
    );
    let shown = 0;
    let sections = 0;
    for (const { element, head, isManaged, rows } of policies) {
      const { role, set } = element.dataset;
      const isAsked = (choice.role ?? role) === role && (choice.set ?? set) === set;
      let here = 0;
      for (const { row, text } of rows) {
        const visible = isAsked && has(`${text} ${head}`) && matchesRow(choice, row.dataset);
        row.hidden = !visible;
        if (visible) here++;
      }
      shown += here;
      element.hidden = here === 0 && !(isManaged && isAsked && !asksForRows && has(head));
      if (!element.hidden) sections++;
    }
    for (const section of document.querySelectorAll("section.role")) {
      section.hidden = [...section.querySelectorAll("section.policy")].every(
        ({ hidden }) => hidden,
      );
    }
    byId("nothing").hidden = sections > 0;
    byId("result").textContent =
      shown === total && total !== 1
        ? `All ${total} rows`
        : `${shown} of ${total} ${total === 1 ? "row" : "rows"}`;
    const active = Object.keys(choice).filter((name) => name !== "q").length;
    byId("active").textContent = active === 0 ? "" : `(${active} set)`;
  }

  /** Puts the choice into the address, without a step back for every letter. */
  function remember() {
    const state = new URLSearchParams(chosen()).toString();
    history.replaceState(
      null,
      "",
      state === "" ? location.pathname + location.search : `#${state}`,
    );
  }

  function clear() {
    search.value = "";
    for (const field of fields) field.value = "";
    escalation.checked = false;
  }

  /** Takes the choice from the address; an address of a row or path shows that. */
  function restore() {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (hash.includes("=")) {
      const state = new URLSearchParams(location.hash.slice(1));
      search.value = state.get("q") ?? "";
      for (const field of fields) {
        const wanted = state.get(field.name) ?? "";
        field.value = [...field.options].some(({ value }) => value === wanted) ? wanted : "";
      }
      escalation.checked = state.get("escalation") === "1";
      apply();
      return;
    }
    const target = hash === "" ? null : byId(hash);
    if (target?.closest("[hidden]")) clear();
    apply();
    if (target !== null) {
      const fits = target.getBoundingClientRect().height < root.clientHeight / 2;
      target.scrollIntoView({ block: fits ? "center" : "start" });
      target.focus({ preventScroll: true });
    }
  }

  function change() {
    apply();
    remember();
  }

  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-clear]")) {
    button.addEventListener("click", () => {
      clear();
      change();
      search.focus();
    });
  }

  // Paper can't be unfolded.
  let closed = [];
  const unfold = () => {
    closed = [...document.querySelectorAll("main details:not([open])")];
    for (const each of closed) each.open = true;
  };
  const fold = () => {
    for (const each of closed) each.open = false;
    closed = [];
  };
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);

  filters.open = matchMedia("(min-width: 62rem)").matches;
  addEventListener("hashchange", restore);
  restore();
})();
