/**
 * Fields for lists of people or groups: each name is a chip that can be taken out, and names are suggested while
 * somebody types. Without this the field holds the names apart by commas.
 */

import { script } from "./server";

const PAUSE = 150;

interface Named {
    name: string;
    title: string;
}

/** The names in a list; people's have no blanks in them, and those of groups may. */
export function namesIn(list: string, kind: string): string[] {
    const pieces = list.split(kind === "people" ? /[\s,;]+/ : /[\n,;]+/).map((name) => name.trim());
    return [...new Set(pieces.filter(Boolean))];
}

let numbers = 0;

class NameChips {
    private readonly typed: HTMLInputElement;
    private readonly chips = document.createElement("ul");
    private readonly drop = document.createElement("ul");
    private names: string[];
    private active = -1;
    private asked = 0;
    private waiting: ReturnType<typeof setTimeout> | undefined;

    constructor(private readonly field: HTMLInputElement) {
        this.names = namesIn(field.value, this.kind);
        this.typed = field.cloneNode() as HTMLInputElement;
        this.typed.removeAttribute("name");
        this.typed.value = "";
        this.typed.placeholder = field.dataset.add ?? field.placeholder;
        for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false" })) {
            this.typed.setAttribute(name, value);
        }
        this.typed.setAttribute("aria-autocomplete", "list");
        this.drop.id = `name-drop-${(numbers += 1)}`;
        this.drop.className = "name-drop";
        this.drop.setAttribute("role", "listbox");
        this.drop.hidden = true;
        this.typed.setAttribute("aria-controls", this.drop.id);
        this.chips.className = "name-chips";
        const box = document.createElement("div");
        box.className = "name-box";
        box.append(this.chips, this.typed, this.drop);
        field.after(box);
        field.type = "hidden";
        field.removeAttribute("id");
        this.show();
    }

    private get kind(): string {
        return this.field.dataset.names ?? "people";
    }

    listen(): void {
        this.typed.addEventListener("input", () => this.input());
        this.typed.addEventListener("keydown", (event) => this.key(event));
        this.typed.addEventListener("blur", () => this.close());
        this.typed.form?.addEventListener("submit", () => this.add(this.typed.value));
        // The field keeps the focus while something is chosen by the pointer.
        this.drop.addEventListener("pointerdown", (event) => event.preventDefault());
        this.drop.addEventListener("click", (event) => {
            const option = (event.target as Element).closest<HTMLElement>("[role=option]");
            if (option) this.add(option.dataset.name ?? "");
        });
        this.chips.addEventListener("click", (event) => {
            const button = (event.target as Element).closest<HTMLElement>("button");
            if (!button) return;
            this.names = this.names.filter((name) => name !== button.dataset.name);
            this.show();
            this.typed.focus();
        });
    }

    private input(): void {
        const parts = /[,;\n]/.test(this.typed.value);
        if (parts) return this.add(this.typed.value);
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => void this.suggest(), PAUSE);
    }

    private async suggest(): Promise<void> {
        const query = this.typed.value.trim();
        if (!query) return this.close();
        const number = ++this.asked;
        const address = `${this.field.dataset.namesAt}?${new URLSearchParams({ kind: this.kind, query })}`;
        const answer = await fetch(address, { headers: script }).catch(() => null);
        if (!answer?.ok || answer.redirected || number !== this.asked) return;
        const { results } = (await answer.json()) as { results: Named[] };
        this.offer(results.filter(({ name }) => !this.names.includes(name)));
    }

    private offer(found: Named[]): void {
        this.drop.replaceChildren(
            ...found.map(({ name, title }, index) => {
                const option = document.createElement("li");
                option.id = `${this.drop.id}-${index}`;
                option.dataset.name = name;
                option.setAttribute("role", "option");
                const more = document.createElement("span");
                more.className = "quiet";
                more.textContent = title && title !== name ? name : "";
                option.append(title || name, " ", more);
                return option;
            }),
        );
        this.drop.hidden = found.length === 0;
        this.typed.setAttribute("aria-expanded", String(found.length > 0));
        this.activate(-1);
    }

    private activate(index: number): void {
        const options = [...this.drop.children];
        this.active = index;
        options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
        const chosen = options[index];
        if (chosen) this.typed.setAttribute("aria-activedescendant", chosen.id);
        else this.typed.removeAttribute("aria-activedescendant");
        chosen?.scrollIntoView({ block: "nearest" });
    }

    private key(event: KeyboardEvent): void {
        const options = this.drop.hidden ? [] : [...this.drop.children];
        const last = options.length - 1;
        if (event.key === "ArrowDown" && options.length) this.activate(this.active < last ? this.active + 1 : 0);
        else if (event.key === "ArrowUp" && options.length) this.activate(this.active > 0 ? this.active - 1 : last);
        else if (event.key === "Enter" && (this.active >= 0 || this.typed.value.trim())) {
            this.add((options[this.active] as HTMLElement | undefined)?.dataset.name ?? this.typed.value);
        } else if (event.key === "Escape" && !this.drop.hidden) this.close();
        else if (event.key === "Backspace" && !this.typed.value && this.names.length) {
            this.names.pop();
            this.show();
        } else return;
        event.preventDefault();
        event.stopPropagation();
    }

    private add(list: string): void {
        this.names = [...new Set([...this.names, ...namesIn(list, this.kind)])];
        this.typed.value = "";
        this.close();
        this.show();
    }

    private close(): void {
        clearTimeout(this.waiting);
        this.asked += 1;
        this.drop.hidden = true;
        this.drop.replaceChildren();
        this.active = -1;
        this.typed.setAttribute("aria-expanded", "false");
        this.typed.removeAttribute("aria-activedescendant");
    }

    private show(): void {
        this.field.value = this.names.join(", ");
        const remove = this.field.dataset.remove ?? "{name}";
        this.chips.hidden = this.names.length === 0;
        this.chips.replaceChildren(
            ...this.names.map((name) => {
                const chip = document.createElement("li");
                chip.className = "name-chip";
                const button = document.createElement("button");
                button.type = "button";
                button.dataset.name = name;
                button.setAttribute(
                    "aria-label",
                    remove.replace("{name}", () => name),
                );
                button.textContent = "×";
                chip.append(name, button);
                return chip;
            }),
        );
    }
}

export function startNames(root: ParentNode): void {
    for (const field of root.querySelectorAll<HTMLInputElement>("input[data-names][name]")) {
        new NameChips(field).listen();
    }
}
