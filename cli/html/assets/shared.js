/* global document, addEventListener, Blob, Event, URL */
// What every page can do: show what needs a script, save the page's data, and search by keys where it has a search.
(() => {
  document.documentElement.classList.add("js");
  document.getElementById("save").addEventListener("click", (event) => {
    const text = document.getElementById("data").textContent;
    const data = JSON.stringify(JSON.parse(text), null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${data}\n`], { type: "application/json" }));
    link.download = event.currentTarget.dataset.name;
    link.click();
    URL.revokeObjectURL(link.href);
  });

  const search = document.getElementById("q");
  if (search === null) return;
  addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === "Escape" && document.activeElement === search) {
      event.preventDefault();
      search.value = "";
      search.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
})();
