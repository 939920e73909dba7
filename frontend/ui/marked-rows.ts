/** The box at the head of a list that marks all its rows; without this they are marked one by one. */

function start(all: HTMLInputElement): void {
    const rows = () => [
        ...document.querySelectorAll<HTMLInputElement>(`input[form="${all.dataset.markAll}"][type=checkbox]`),
    ];
    const show = () => {
        const marked = rows().filter((box) => box.checked).length;
        all.checked = marked > 0 && marked === rows().length;
        all.indeterminate = marked > 0 && !all.checked;
    };
    all.addEventListener("change", () => {
        for (const box of rows()) box.checked = all.checked;
    });
    document.addEventListener("change", (event) => {
        if (event.target !== all) show();
    });
    all.hidden = false;
    show();
}

for (const all of document.querySelectorAll<HTMLInputElement>("input[data-mark-all]")) start(all);
