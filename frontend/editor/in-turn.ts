/** Requests that make the draft of a new page go one after another: the second then names the draft of the first. */

let last: Promise<unknown> = Promise.resolve();

/** Do some work at once where the page or its draft is known, and else when all that was asked for before is done. */
export function inTurn<T>(isKnown: boolean, work: () => Promise<T>): Promise<T> {
    if (isKnown) return work();
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
}
