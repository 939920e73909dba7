/** The page tree at the side: opens and closes levels, reads those that are not there yet, moves with the arrow keys. */

const tree = document.querySelector(".page-tree");

async function toggle(button) {
  const node = button.closest(".tree-node");
  const level = node.querySelector(":scope > .tree-level");
  const opens = button.getAttribute("aria-expanded") !== "true";
  if (opens && !level) {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    try {
      const answer = await fetch(`${tree.dataset.children}?pageId=${node.dataset.page}`, {
        headers: { "X-Requested-With": "oxbow" },
      });
      if (!answer.ok || answer.redirected) return;
      node.insertAdjacentHTML("beforeend", await answer.text());
    } finally {
      button.ariaBusy = "false";
    }
  }
  button.setAttribute("aria-expanded", String(opens));
  node.classList.toggle("is-closed", !opens);
}

function move(event) {
  const link = event.target.closest(".tree-row > a, .tree-toggle");
  if (!link) return;
  const links = [...tree.querySelectorAll(".tree-row > a")].filter((each) => each.offsetParent);
  const row = link.closest(".tree-row");
  const place = links.indexOf(row.querySelector("a"));
  const button = row.querySelector(".tree-toggle");
  const isOpen = button?.getAttribute("aria-expanded") === "true";
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    links[place + steps[event.key]]?.focus();
  } else if (event.key === "ArrowRight" && button && !isOpen) {
    toggle(button);
  } else if (event.key === "ArrowLeft" && button && isOpen) {
    toggle(button);
  } else {
    return;
  }
  event.preventDefault();
}

if (tree) {
  tree.addEventListener("click", (event) => {
    const button = event.target.closest(".tree-toggle");
    if (button) toggle(button);
  });
  tree.addEventListener("keydown", move);
  const current = tree.querySelector('[aria-current="page"]');
  const sidebar = tree.closest(".sidebar");
  if (current && sidebar) {
    const below = current.getBoundingClientRect().bottom - sidebar.getBoundingClientRect().bottom;
    if (below > 0) sidebar.scrollTop += below + sidebar.clientHeight / 3;
  }
}
