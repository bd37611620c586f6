/* global document, Blob, URL */
// What every page can do: show what needs a script, and save the page's data.
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
})();
