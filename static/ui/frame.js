/** What every screen has: the switch between light and dark, menus that close, forms that ask before they act. */

const root = document.documentElement;
const path = document.querySelector('meta[name="ajs-context-path"]')?.content || "";

const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

for (const button of document.querySelectorAll("[data-theme-toggle]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    document.cookie = `oxbow_theme=${root.dataset.theme}; path=${path}/; max-age=31536000; samesite=lax`;
  });
}

const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    const sidebar = document.getElementById("sidebar-switch");
    if (sidebar) sidebar.checked = false;
    return;
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.getElementById("quick-search");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
});

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

/* A text that was begun is not lost by leaving the page unasked. */
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  const before = () => [...form.querySelectorAll("textarea, input[type=text], input:not([type])")].map((each) => each.value).join("\0");
  const initial = before();
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  addEventListener("beforeunload", (event) => {
    if (!sent && before() !== initial) event.preventDefault();
  });
}

/* Files dropped on an upload form are the files of its field. */
for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector('input[type="file"]');
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("is-over"); });
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    field.files = event.dataTransfer.files;
  });
}
