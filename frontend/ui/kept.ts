/** What a browser keeps for a reader; one that keeps nothing is asked in vain, and no part of the page fails by it. */

export function kept(name: string): string | null {
    try {
        return localStorage.getItem(name);
    } catch {
        return null;
    }
}

export function keep(name: string, value: string): void {
    try {
        localStorage.setItem(name, value);
    } catch {
        // The page goes on without.
    }
}

export function forget(name: string): void {
    try {
        localStorage.removeItem(name);
    } catch {
        // As above.
    }
}
