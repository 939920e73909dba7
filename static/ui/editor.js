/** The source editor: pieces to insert, a preview beside the text, a draft kept while one writes. */

const form = document.getElementById("editor");
const text = form.elements.storage;
const state = form.querySelector("[data-draft-state]");
const SAVE_AFTER = 4000;

const PIECES = [
  ["Bold", "<strong>", "</strong>", "bold"],
  ["Italic", "<em>", "</em>", "italic"],
  ["Heading", "<h2>", "</h2>", "Heading"],
  ["List", "<ul>\n  <li>", "</li>\n</ul>", "item"],
  ["Page link", '<ac:link><ri:page ri:content-title="', '" /></ac:link>', "Title"],
  ["Web link", '<a href="https://">', "</a>", "text"],
  ["Image", '<ac:image><ri:attachment ri:filename="', '" /></ac:image>', "picture.png"],
  ["Table", "<table><tbody>\n<tr><th>", "</th><th></th></tr>\n<tr><td></td><td></td></tr>\n</tbody></table>", "Head"],
  ["Code", '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">text</ac:parameter><ac:plain-text-body><![CDATA[', "]]></ac:plain-text-body></ac:structured-macro>", "code"],
  ["Info", '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>', "</p></ac:rich-text-body></ac:structured-macro>", "Good to know."],
  ["Contents", '<ac:structured-macro ac:name="toc" />', "", ""],
];

function insert(before, after, sample) {
  const chosen = text.value.slice(text.selectionStart, text.selectionEnd) || sample;
  const start = text.selectionStart + before.length;
  text.focus();
  /* insertText keeps the browser's undo. */
  if (!document.execCommand("insertText", false, before + chosen + after)) {
    text.setRangeText(before + chosen + after);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  text.setSelectionRange(start, start + chosen.length);
}

const tools = form.querySelector("[data-tools]");
for (const [name, before, after, sample] of PIECES) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.addEventListener("click", () => insert(before, after, sample));
  tools.append(button);
}
tools.hidden = false;

/* Where a problem was found. */
const line = Number(form.dataset.line);
if (line > 0) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const at = start + Math.max(0, Number(form.dataset.column) - 1);
  text.focus({ preventScroll: true });
  text.setSelectionRange(at, Math.min(at + 1, text.value.length));
  text.scrollTop = ((line - 3) / lines.length) * text.scrollHeight;
}

function fields() {
  const data = new FormData(form);
  data.delete("preview");
  const cookie = document.cookie.match(/(?:^|; )oxbow_csrf=([^;]+)/);
  if (cookie) form.elements.csrfmiddlewaretoken.value = decodeURIComponent(cookie[1]);
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return data;
}

async function post(address) {
  return fetch(address, { method: "POST", body: fields(), headers: { "X-Requested-With": "oxbow" } });
}

/* Preview without leaving the page. */
const preview = document.getElementById("preview");
const previewBody = preview.querySelector("[data-preview-body]");

async function showPreview() {
  const answer = await post(form.dataset.preview);
  if (!answer.ok || answer.redirected) throw new Error("no preview");
  previewBody.innerHTML = await answer.text();
  preview.hidden = false;
}

form.addEventListener("submit", async (event) => {
  fields();
  if (event.submitter?.name !== "preview") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  try {
    await showPreview();
  } catch {
    state.textContent = "The preview could not be made. Are you still logged in?";
  }
}, true);

/* Drafts: on the server, and in this browser for when the server can't be reached. */
const content = form.elements.pageId?.value || `new-${form.elements.spaceKey?.value}`;
const key = `oxbow-draft:${form.dataset.draft}:${content}`;
let kept = text.value + form.elements.title.value;
let timer = 0;
let finished = false;

async function keep() {
  const now = text.value + form.elements.title.value;
  if (finished || now === kept) return;
  try {
    localStorage.setItem(key, JSON.stringify({ title: form.elements.title.value, storage: text.value }));
  } catch { /* a full or forbidden store is no reason to stop */ }
  try {
    const answer = await post(form.dataset.draft);
    if (!answer.ok || answer.redirected) throw new Error("not kept");
    form.elements.draftId.value = (await answer.json()).draftId;
    kept = now;
    state.textContent = `Draft kept at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}.`;
    localStorage.removeItem(key);
  } catch {
    state.textContent = "The draft could not be kept on the server; this browser keeps it. Are you still logged in?";
    schedule();
  }
}

function schedule() {
  clearTimeout(timer);
  timer = setTimeout(keep, SAVE_AFTER);
}

form.addEventListener("input", schedule);
form.addEventListener("submit", (event) => {
  if (event.submitter?.name === "preview") return;
  finished = true;
  clearTimeout(timer);
  try { localStorage.removeItem(key); } catch { /* as above */ }
});
document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });

/* What this browser kept when the server could not. */
try {
  const left = JSON.parse(localStorage.getItem(key) || "null");
  if (left && left.storage !== text.value && !finished) {
    const offer = document.createElement("button");
    offer.type = "button";
    offer.className = "link-button";
    offer.textContent = "Take back the text that this browser kept";
    offer.addEventListener("click", () => {
      text.value = left.storage;
      form.elements.title.value = left.title;
      offer.remove();
      schedule();
    });
    state.append(offer);
  }
} catch { /* what can't be read is no draft */ }
